"""An Apache Spark cluster of one's own: a master, two workers and a Connect server.

Each is a process of its own on this machine, on free ports of the loopback, working in
a folder that is thrown away afterwards. The programs come from the `pyspark` package,
which does not go together with the client and so stands in an environment of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ENVIRONMENT = Path(__file__).parents[1] / ".venv-spark"
WORKERS = 2
PATIENCE = 180  # seconds: a Java machine on a busy core starts slowly


def lacking() -> str:
    """Return what this machine lacks to run a cluster, or nothing."""
    if not shutil.which("java"):
        return "Java is not installed."
    return "" if home() else f"Apache Spark is not in {ENVIRONMENT.name}."


def home() -> Path | None:
    """Return the folder of Spark's programs, or None."""
    found = ENVIRONMENT.glob("lib/python3*/site-packages/pyspark/bin/spark-class")
    return next((path.parents[1] for path in found), None)


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of a Connect server whose work is done by two workers."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="alongside-spark-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        port, connect = _free_port(), _free_port()
        master = f"spark://127.0.0.1:{port}"
        deploy = "org.apache.spark.deploy"
        leader = _start(
            stack, folder, "master", f"{deploy}.master.Master",
            "--host", "127.0.0.1", "--port", port, "--webui-port", 0,
        )  # fmt: skip
        _wait(leader, port, folder / "master.log")
        for number in range(1, WORKERS + 1):
            _start(
                stack, folder, f"worker-{number}", f"{deploy}.worker.Worker",
                "--host", "127.0.0.1", "--cores", 1, "--memory", "1g", "--webui-port", 0,
                "--work-dir", folder / f"work-{number}", master,
            )  # fmt: skip
        server = _start(
            stack, folder, "connect", f"{deploy}.SparkSubmit", "--master", master,
            "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
            *_settings(folder, connect), "spark-internal",
        )  # fmt: skip
        _wait(server, connect, folder / "connect.log")
        yield f"sc://127.0.0.1:{connect}"


def _settings(folder: Path, port: int) -> Iterator[str]:
    for name, value in {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.driver.host": "127.0.0.1",
        "spark.executor.cores": 1,
        "spark.executor.memory": "900m",
        "spark.io.encryption.enabled": "true",
        "spark.local.dir": folder / "local",
        "spark.sql.shuffle.partitions": 2 * WORKERS,
        "spark.sql.warehouse.dir": folder / "warehouse",
        "spark.ui.enabled": "false",
    }.items():
        yield from ("--conf", f"{name}={value}")


def _start(
    stack: ExitStack, folder: Path, name: str, program: str, *arguments: object
) -> subprocess.Popen[bytes]:
    spark = home()
    assert spark is not None
    log = stack.enter_context((folder / f"{name}.log").open("wb"))
    started = subprocess.Popen(
        [spark / "bin" / "spark-class", program, *map(str, arguments)],
        env=os.environ
        | {
            "SPARK_HOME": str(spark),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "1g",
        },
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    stack.callback(_stop, started)
    return started


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until it listens; say what its log ends with where it never does."""
    patient_until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < patient_until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"{log.stem} did not come up: {log.read_text()[-3000:]}")
