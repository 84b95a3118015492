"""Build `.venv` from the locked requirements. Needs nothing but Python 3.11.

python3 bootstrap.py run     what the product needs
python3 bootstrap.py dev     the tools too: tests, lint, types
python3 bootstrap.py test    and what tests need of the system: Chromium, PostgreSQL
python3 bootstrap.py load    the tools, and Locust in an environment of its own
python3 bootstrap.py lacking say what tests were skipped for want of, and what to do

The second start takes no time: a stamp in `.venv` says what it was built from.
Everything fetched is locked with its hash, pip's first errand (uv) included.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SPARK, LOAD = ROOT / ".venv-spark", ROOT / ".venv-load"
LOCK = ROOT / ".venv.lock"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}

# Published as source alone: built here from what is locked, and nothing else is fetched.
SOURCE_ONLY = [
    "--no-build-isolation",
    "--only-binary=:all:",
    "--no-binary=pyspark-client",
]

# `make test-all` runs a cluster of Apache Spark too.
THOROUGH = bool(os.environ.get("ALONGSIDE_THOROUGH"))

# What tests need of the system: the package, which tests, and where it shows itself.
SYSTEM = {
    "chromium": ("tests in a browser", ("chromium",)),
    # The driver of the browser is linked to it, and bare Debian lacks it.
    "libatomic1": (
        "tests in a browser",
        ("/usr/lib*/libatomic.so.1", "/usr/lib/*/libatomic.so.1"),
    ),
    # Pages are set in Arial; this has its widths, and widths are tested.
    "fonts-liberation": (
        "tests in a browser",
        ("/usr/share/fonts/**/LiberationSans-Regular.ttf",),
    ),
    "postgresql": (
        "tests on PostgreSQL",
        ("initdb", "/usr/lib/postgresql/*/bin/initdb"),
    ),
    "dovecot-imapd": ("tests of the mailbox", ("/usr/lib/dovecot/imap",)),
}
if THOROUGH:
    SYSTEM["default-jre-headless"] = ("tests on a cluster of Spark", ("java",))
# Not on everybody's path, and dpkg refuses to work without it.
SYSTEM_PROGRAMS = "/usr/local/sbin:/usr/sbin:/sbin"


class CannotGoOn(Exception):
    """What is wrong and what to do, in a sentence."""


def say(sentence):
    print(sentence, flush=True)


def main(arguments):
    wanted = arguments[0] if arguments else "run"
    if wanted not in ("run", "dev", "test", "load", "lacking"):
        raise CannotGoOn("Say one of: run, dev, test, load, lacking.")
    if sys.version_info < (3, 11):  # noqa: UP036  (this is where a newcomer is told)
        raise CannotGoOn(
            f"Python 3.11 or later is needed; this is {sys.version.split()[0]}. "
            "Name another: make PYTHON=python3.12 ..."
        )
    if wanted == "lacking":
        say_what_is_lacking()
        return
    with one_at_a_time():
        build("run" if wanted == "run" else "dev")
    if wanted == "test":
        install_from_system([package for package in SYSTEM if not has(package)])
        if THOROUGH:
            put_spark()
    if wanted == "load":
        install_from_system([p for p in ("postgresql",) if not has(p)])
        put_apart(LOAD, "requirements-load.txt", "locust", "Locust")


@contextmanager
def one_at_a_time():
    """Let only one installation work on `.venv`; another waits until it is done."""
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another installation is under way here. Waiting until it is done.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(kind):
    """Install a set of requirements and the project, unless that is done already."""
    stamp = VENV / f"{kind}.stamp"
    if stamp.is_file() and stamp.read_text() == made_from(kind) and PYTHON.exists():
        return
    make_environment()
    put_uv()
    lock = ROOT / LOCKS[kind]
    number = len(re.findall(r"^[\w.-]+==", lock.read_text(), re.MULTILINE))
    say(f"Installing {number} packages, each checked against its hash.")
    if kind == "dev":
        install(ROOT / LOCKS["run"], "--no-build")  # brings what builds the rest
    install(lock, *SOURCE_ONLY if kind == "dev" else ["--no-build"])
    # The project itself, built by the locked setuptools: nothing else is fetched.
    uv("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for done in ("run", "dev") if kind == "dev" else (kind,):
        (VENV / f"{done}.stamp").write_text(made_from(done))
    say("Installed.")


def install(lock, *how, python=None):
    # A lock is whole: what a package asks for beside it was left out with a reason.
    wanted = ("--require-hashes", "--no-deps", *how, "--requirements", str(lock))
    uv("install", *wanted, python=python)


def made_from(kind):
    """Return a digest of all that a built environment depends on."""
    digest = hashlib.sha256(f"{ROOT} {os.path.realpath(PYTHON)}".encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def make_environment():
    """Make `.venv`, unless there is one that works and was made where it stands."""
    pip = VENV / "bin" / "pip"
    made_here = pip.exists() and pip.read_text().startswith(f"#!{VENV}/")
    if made_here and works(
        PYTHON, "import pip, sys; assert sys.version_info >= (3, 11)"
    ):
        return
    if not can_make_environments():
        say("This Python cannot make virtual environments yet.")
        if not install_from_system(["python3-venv"]) or not can_make_environments():
            raise CannotGoOn(
                "Install Debian's python3-venv, then try again: "
                "sudo apt-get install python3-venv"
            )
    say(f"Making .venv with Python {sys.version.split()[0]}.")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def can_make_environments():
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def put_uv():
    """Install uv with pip, at the version and hash that the lock gives."""
    found = locked("uv", ROOT / LOCKS["run"])
    if works(
        PYTHON,
        f"import importlib.metadata as of; assert of.version('uv') == '{found[1]}'",
    ):
        return
    say(f"Fetching uv {found[1]}, which installs the rest.")
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "uv.txt"
        one.write_text(found[0])
        pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        run([*pip, "install", "--no-deps", "--require-hashes", "-r", str(one)])


def locked(package, lock):
    """Return what a lock says of a package: the match's group 1 is the version."""
    said = rf"^{package}==(\S+).*\n(?:[ ]+--hash.*\n)+"
    found = re.search(said, lock.read_text(), re.MULTILINE)
    if not found:
        raise CannotGoOn(f"{lock.name} does not lock {package}. Run: make requirements")
    return found


def put_spark():
    """Put Apache Spark into an environment of its own; its tests are skipped without."""
    try:
        put_apart(SPARK, "requirements-spark.txt", "pyspark", "Apache Spark (450 MB)")
    except CannotGoOn as problem:
        say(f"Apache Spark was not installed: {problem}")


def put_apart(folder, lock, module, name):
    """Put a tool that cannot stand beside the others into an environment of its own."""
    lock, python = ROOT / lock, folder / "bin" / "python"
    stamp, made = folder / "stamp", hashlib.sha256(lock.read_bytes()).hexdigest()
    held = stamp.read_text() if stamp.is_file() else ""
    if held == made and works(python, f"import {module}"):
        return
    say(f"Installing {name}, once.")
    run([str(VENV / "bin" / "uv"), "venv", "--clear", "--quiet", str(folder)])
    if "\nsetuptools==" in lock.read_text():  # something here is published as source
        with tempfile.TemporaryDirectory() as temporary:
            builder = Path(temporary) / "setuptools.txt"
            builder.write_text(locked("setuptools", lock)[0])
            install(builder, "--no-build", python=python)
    install(lock, "--no-build-isolation", python=python)
    stamp.write_text(made)


def uv(*arguments, python=None):
    command = [str(VENV / "bin" / "uv"), "pip", *arguments]
    run([*command, "--quiet", "--python", str(python or PYTHON)])


def run(command):
    """Run a command; what it has to say is shown only where it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode:
        words = (done.stdout + done.stderr).decode(errors="replace").strip()
        raise CannotGoOn(f"{words}\n\nThis did not work: {' '.join(command)}")


def works(python, code):
    command = [str(python), "-c", code]
    return (
        python.exists() and not subprocess.run(command, capture_output=True).returncode
    )


def install_from_system(packages):
    """Install Debian packages where that may be done; return whether it was."""
    if not packages:
        return True
    if not shutil.which("apt-get"):
        return False
    ask = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if ask and not (shutil.which("sudo") and quiet([*ask, "true"])):
        return False
    say(f"Installing {', '.join(packages)} from the system's packages.")
    path = f"PATH={os.environ.get('PATH', os.defpath)}:{SYSTEM_PROGRAMS}"
    apt = [*ask, "env", path, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quiet([*apt, "update"])
    return quiet([*apt, "install", "-y", "--no-install-recommends", *packages])


def quiet(command):
    return not subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True
    ).returncode


def has(package):
    """Return whether the system has what a package brings."""
    return any(
        list(Path("/").glob(sign[1:])) if sign.startswith("/") else shutil.which(sign)
        for sign in SYSTEM[package][1]
    )


def lacking():
    """Return, for each package that tests want and this machine lacks, a sentence."""
    return {
        package: f"Skipped: {tests}, for want of {package}. "
        f"To run them: sudo apt-get install {package}"
        for package, (tests, _) in SYSTEM.items()
        if not has(package)
    }


def say_what_is_lacking():
    for sentence in lacking().values():
        say(sentence)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except CannotGoOn as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Stopped. Run it again to go on from here.")
