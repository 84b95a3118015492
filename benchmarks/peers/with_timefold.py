"""Arrange a public set with Timefold's Java core, out of the wheel `timefold` 1.24.0b0.

    python with_timefold.py SECONDS SEED < SET

Run by the Python of an environment of its own that has the wheel (its jars are all that is
used of it), on a machine with Java 17. MeetingsByTimefold.java says what goes in and out.
"""

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).with_name("MeetingsByTimefold.java")


def main():
    wheel = find_spec("timefold")
    if wheel is None:
        sys.exit("This Python has no timefold: pip install timefold==1.24.0b0")
    jars = next(Path(each) / "solver" / "jars" for each in wheel.submodule_search_locations)  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = f"{jars}/*:{folder}"
        subprocess.run(
            ["javac", "-nowarn", "-cp", path, "-d", folder, SOURCE], check=True
        )
        command = ["java", "-XX:+UseSerialGC", "-cp", path, SOURCE.stem, *sys.argv[1:]]
        return subprocess.run(command, stdin=sys.stdin).returncode


if __name__ == "__main__":
    sys.exit(main())
