"""What a support officer does all day, for Locust: signs in, logs calls, looks things up."""

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
TOPIC = re.compile(r'name="topic" value="(\d+)"')
PASSWORD = "seven-quiet-otters"
PAUSE = 10  # seconds between what an officer does, on average
TWICE = 0.1  # of the forms, sent again as by a double click

begun: dict[str, float] = {}
signed_in: list[Officer] = []


class Officer(FastHttpUser):
    """One officer with a browser of their own."""

    def wait_time(self) -> float:
        return random.expovariate(1 / PAUSE)

    def on_start(self) -> None:
        """Sign in, each from a desk of their own: the desk slows down many from one."""
        number = len(signed_in)
        signed_in.append(self)
        own = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}
        page = self.client.get("/sign-in/", headers=own)
        given = {"login": f"officer{number}@town.example", "password": PASSWORD}
        self.client.post("/sign-in/", hidden(page.text or "") | given, headers=own)
        if TOPIC.search(self.client.get("/contacts/new/").text or "") is None:
            raise SystemExit(
                f"Officer {number} could not sign in: nothing is measured."
            )
        if len(signed_in) == self.environment.parsed_options.num_users:
            begin(self.environment)

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

    @task(3)
    def reads_today(self) -> None:
        self.client.get("/")

    @task(3)
    def reads_contacts(self) -> None:
        self.client.get("/contacts/")

    @task(2)
    def reads_call_backs(self) -> None:
        self.client.get("/contacts/call-backs/")

    @task(2)
    def reads_requests(self) -> None:
        self.client.get("/support/requests/")

    @task(3)
    def reads_timescales(self) -> None:
        self.client.get("/timescales/")


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


def used() -> tuple[float, float]:
    """Seconds of processor that this tool, and the whole machine, have taken so far."""
    own, whole = psutil.Process().cpu_times(), psutil.cpu_times()
    return own.user + own.system, sum(whole) - whole.idle - whole.iowait


def begin(environment) -> None:
    """All are signed in: count from now, and stop after the seconds that were asked for."""
    environment.stats.reset_all()
    begun["tool"], begun["busy"] = used()
    begun["at"] = time.monotonic()
    gevent.spawn_later(float(os.environ["SECONDS"]), environment.runner.quit)


@events.quitting.add_listener
def end(environment) -> None:
    tool, busy = used()
    seconds, cores = time.monotonic() - begun["at"], psutil.cpu_count()
    every = environment.stats.total
    found = {
        "answers": every.num_requests, "failures": every.num_failures,
        "seconds": seconds, "cores": cores,
        "half": every.get_response_time_percentile(0.5),
        "most": every.get_response_time_percentile(0.95),
        "nearly": every.get_response_time_percentile(0.99),
        "tool": (tool - begun["tool"]) / seconds / cores,
        "busy": (busy - begun["busy"]) / seconds / cores,
    }  # fmt: skip
    Path("figures.json").write_text(json.dumps(found))
