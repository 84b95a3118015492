# Each target is one thing that people do here. `make` lists them.

PYTHON ?= python3
PORT ?= 8000
CHILDREN ?= 2000
SEED ?= 1
TO ?= var/council
ARGS ?=
BIN := .venv/bin
INVENTED := ALONGSIDE_INVENTED=1 ALONGSIDE_HOME=var/invented
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command "make requirements" $(if $(UPGRADE),--upgrade)

# Debian's own programs (runuser, which starts the tests' PostgreSQL) are not on every path.
export PATH := $(PATH):/usr/sbin:/sbin
# What Python has compiled it keeps, whatever the shell says: it starts in a third of the time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-fast lengthy test-all mutation check fix audit council manual notebooks screenshots requirements bench load clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' Makefile

run: ## install, build the invented council, serve it on this machine (PORT=8000)
	@$(PYTHON) bootstrap.py run
	@$(INVENTED) $(BIN)/python manage.py invented
	@exec env $(INVENTED) $(BIN)/python manage.py serve --port $(PORT)

test: ## everything that proves the product, browser and PostgreSQL included
	@$(PYTHON) bootstrap.py test
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS); status=$$?; \
		$(PYTHON) bootstrap.py lacking; exit $$status

test-fast: ## five tests in six of those that need neither browser nor PostgreSQL: the quick ones
	@$(PYTHON) bootstrap.py dev
	@ALONGSIDE_QUICK=1 $(BIN)/python -m pytest -n 2 --dist worksteal --durations 10 -m "not slow and not lengthy and not browser and not postgres" $(ARGS)

lengthy: ## measure which tests are lengthy, and so left out of test-fast
	@$(PYTHON) bootstrap.py dev
	@ALONGSIDE_QUICK=1 $(BIN)/python -m pytest -q -n 2 --dist worksteal --measure -m "not slow and not browser and not postgres"

test-all: ## everything, with the long soaks in full, and a cluster of Apache Spark
	@ALONGSIDE_THOROUGH=1 $(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory mutation

mutation: ## plant faults in the clock and the rulebook's reader: a test must mind each
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/python tests/mutants.py

check: ## lint, format, types, who imports whom
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fix: ## put right what lint and format can put right by themselves
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

audit: ## ask the package index what is known against the locked dependencies
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/python -m tests.house.audit_requirements

council: ## write the invented council's exports (CHILDREN=2000 SEED=1 TO=var/council)
	@$(PYTHON) bootstrap.py run
	@$(BIN)/alongside council --children $(CHILDREN) --seed $(SEED) --to $(TO)

manual: ## print docs/reference/ again, from the rulebook and the commands
	@$(PYTHON) bootstrap.py run
	@$(BIN)/python docs/reference/print_commands.py
	@$(BIN)/python -m alongside.reckon.rulebook.manual docs/reference/timescales.md
	@$(BIN)/python -m alongside.reckon.indicators.manual docs/reference/indicators.md
	@$(BIN)/python -m alongside.reckon.indicators.workforce.manual docs/reference/workforce-indicators.md
	@$(BIN)/python -m alongside.desk.api.manual docs/reference/api.md

notebooks: ## run the notebooks of examples/ again, and keep what they print
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/python examples/run_again.py

screenshots: ## take the pictures in docs/screenshots/ again
	@$(PYTHON) bootstrap.py test
	@PYTHONPATH=. $(BIN)/python docs/screenshots/take.py

requirements: ## lock the dependencies again (UPGRADE=1 takes newer releases)
	@$(PYTHON) bootstrap.py dev
	@$(COMPILE) --extra desk --extra arrange --extra postgres --group install -o requirements.txt pyproject.toml
	@$(COMPILE) --all-extras --group dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	@$(COMPILE) --group cluster -o requirements-spark.txt pyproject.toml
	@$(COMPILE) --group load -o requirements-load.txt pyproject.toml
	@$(PYTHON) bootstrap.py dev

bench: ## measure: runs all that is in benchmarks/
	@$(PYTHON) bootstrap.py dev
	@for file in benchmarks/*.py; do \
		if [ -e "$$file" ]; then echo "$$file"; $(BIN)/python "$$file" || exit 1; \
		else echo "There is nothing in benchmarks/ yet."; fi; done

load: ## two hundred officers at once, on PostgreSQL (ARGS="PEOPLE SECONDS")
	@$(PYTHON) bootstrap.py load
	@$(BIN)/python benchmarks/load/run.py $(ARGS)

clean: ## remove all that was built; what the desk holds in var/ stays
	@rm -rf .venv build dist mutants *.egg-info .*_cache .hypothesis
	@find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
