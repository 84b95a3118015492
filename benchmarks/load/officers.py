"""What people do all day, for Locust: sign in, log calls, look things up."""

from __future__ import annotations

import json
import os
import random
import re
import time
from pathlib import Path
from uuid import uuid4

import gevent
import psutil
from locust import FastHttpUser, events, task

INPUT = re.compile(r"<input[^>]*>")
TOLD = re.compile(r'(name|value)="([^"]*)"')
CHILD = re.compile(r'href="(/children/\d+/)')
TOPIC = re.compile(r'name="topic" value="(\d+)"')
PASSWORD = "seven-quiet-otters"
PAUSE = 10  # seconds between what an officer does, on average
TWICE = 0.1  # of the forms, sent again as by a double click
SETTLING = 15  # seconds: what the signing in of all left waiting is no day's work

COUNTS = json.loads(os.environ["PEOPLE"])  # of each kind
SERVING, DATABASE = (psutil.Process(int(os.environ[name])) for name in ("SERVING", "DATABASE"))  # fmt: skip

begun: dict[str, float] = {}
memory: dict[str, float] = {}
began: list[Person] = []  # to sign in
signed_in: list[Person] = []


class Person(FastHttpUser):
    """One person with a browser of their own, and what everybody reads."""

    abstract = True
    children: tuple[str, ...] = ()  # on the last list read

    def wait_time(self) -> float:
        return random.expovariate(1 / PAUSE)

    def on_start(self) -> None:
        """Sign in, each from a desk of their own: the desk slows down many from one."""
        kind, number = type(self).__name__.lower(), len(began)
        of_kind = sum(type(each) is type(self) for each in began)
        began.append(self)
        own = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}
        page = self.client.get("/sign-in/", headers=own)
        given = {"login": f"{kind}{of_kind}@town.example", "password": PASSWORD}
        self.client.post("/sign-in/", hidden(page.text or "") | given, headers=own)
        if TOPIC.search(self.client.get("/contacts/new/").text or "") is None:
            raise SystemExit(
                f"{kind.title()} {of_kind} could not sign in: nothing is measured."
            )
        signed_in.append(self)
        if len(signed_in) == self.environment.parsed_options.num_users:
            gevent.spawn_later(SETTLING, begin, self.environment)

    @task(3)
    def reads_today(self) -> None:
        self.client.get("/")

    @task(3)
    def reads_contacts(self) -> None:
        self.client.get("/contacts/")

    @task(3)
    def reads_timescales(self) -> None:
        page = self.client.get("/timescales/").text or ""
        self.children = tuple(CHILD.findall(page))

    def reads_a_child(self) -> None:
        if not self.children:
            return self.reads_timescales()
        self.client.get(random.choice(self.children), name="/children/…/")


class Officer(Person):
    """A support officer: keeps the contact desk."""

    fixed_count = COUNTS.get("officer", 0)

    @task(4)
    def logs_a_call(self) -> None:
        """Opens the page, looks for the caller, types, logs: a pause before each."""
        page = self.client.get("/contacts/new/").text
        if not page:
            return  # it did not come in time, and is counted as failed
        form = hidden(page) | a_call(page)
        for address, more in (
            (
                "/contacts/new/meanwhile/",
                {"part": "callers", "caller_sought": "Officer"},
            ),
            ("/contacts/new/draft/", {}),
        ):
            self.wait()
            self.client.post(address, form | more)
        self.wait()
        if all(self.logs(form) for _ in range(2 if random.random() < TWICE else 1)):
            with Path("sent.txt").open("a") as file:
                file.write(f"{form['send_key']}\n")

    def logs(self, form: dict[str, str]) -> bool:
        """Send the form; an answer that is no way on to the contact is a failure."""
        with self.client.post(
            "/contacts/new/", form, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code == 302:
                answer.success()
                return True
            answer.failure(f"not logged: {answer.status_code}")
        return False

    @task(2)
    def reads_call_backs(self) -> None:
        self.client.get("/contacts/call-backs/")

    @task(2)
    def reads_requests(self) -> None:
        self.client.get("/support/requests/")


class Worker(Person):
    """A social worker: opens children's pages."""

    fixed_count = COUNTS.get("worker", 0)
    reads_a_child = task(4)(Person.reads_a_child)


class Manager(Person):
    """A team manager: opens children's pages, and weighs who holds how much."""

    fixed_count = COUNTS.get("manager", 0)
    reads_a_child = task(2)(Person.reads_a_child)

    @task(2)
    def reads_caseloads(self) -> None:
        self.client.get("/caseloads/")


def a_call(page: str) -> dict[str, str]:
    """What is filled in for a call; its words are its own, so that it is known again."""
    return {
        "caller_said": "A caller of the load test", "caller_kind": "family",
        "identity": "voice", "topic": TOPIC.search(page)[1], "said": f"Rang at {uuid4()}.",
        "outcome": "answered", "channel": "phone", "number_state": "not_tried", "log": "yes",
    }  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    """The fields of a page's forms that nobody types."""
    inputs = [dict(TOLD.findall(one)) for one in INPUT.findall(page) if "hidden" in one]
    return {one["name"]: one.get("value", "") for one in inputs if "name" in one}


def used() -> dict[str, float]:
    """Seconds of processor taken so far, by this tool, the pages, PostgreSQL, and in all."""
    whole = psutil.cpu_times()
    return {
        "tool": taken_by(psutil.Process()),
        "pages": taken_by(SERVING),
        "database": taken_by(DATABASE),
        "busy": sum(whole) - whole.idle - whole.iowait,
    }


def taken_by(process: psutil.Process) -> float:
    """Of a process, and of all that it started: those that ended stand with who began them."""
    every = [each.cpu_times() for each in (process, *process.children(recursive=True))]
    return sum(sum(times[:4]) for times in every)


def weigh(when: str) -> None:
    """Note how many MB of their own the processes hold that serve pages."""
    every = SERVING.children(recursive=True)
    memory[when] = sum(each.memory_full_info().uss for each in every) / 2**20


def begin(environment) -> None:
    """Count from now, and stop after the seconds that were asked for."""
    environment.stats.reset_all()
    seconds = float(os.environ["SECONDS"])
    begun.update(used(), at=time.monotonic())
    weigh("start")
    gevent.spawn_later(seconds / 2, weigh, "middle")
    gevent.spawn_later(seconds, environment.runner.quit)


@events.quitting.add_listener
def end(environment) -> None:
    weigh("end")
    seconds, cores = time.monotonic() - begun["at"], psutil.cpu_count()
    every = environment.stats.total
    found = {
        "answers": every.num_requests, "failures": every.num_failures,
        "seconds": seconds, "cores": cores,
        "half": every.get_response_time_percentile(0.5),
        "most": every.get_response_time_percentile(0.95),
        "nearly": every.get_response_time_percentile(0.99),
        "memory": memory,
    }  # fmt: skip
    found |= {
        name: (now - begun[name]) / seconds / cores for name, now in used().items()
    }
    Path("figures.json").write_text(json.dumps(found))
