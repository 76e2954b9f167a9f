"""Runs a command several times and prints, as JSON, how long each run took and how much memory the largest had.

`python -m benchmarks.launch TIMES COMMAND ...` is a process of its own that imports next to nothing: a process begins
with the memory of the one that starts it in its account, so a large one would measure itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

#: Linux counts the peak in KiB, macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024


def once(command: list[str]) -> tuple[float, int]:
    """(seconds, bytes) of one run.

    Raises subprocess.CalledProcessError where the command fails.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, usage.ru_maxrss * UNIT


def main(times: int, command: list[str]) -> None:
    """Prints {"seconds": [...], "peak": bytes}; ends as the command does where that fails."""
    try:
        runs = [once(command) for _ in range(times)]
    except subprocess.CalledProcessError as error:
        # What the command itself said stands above, on standard error.
        sys.exit(error.returncode)
    print(json.dumps({"seconds": [seconds for seconds, _ in runs], "peak": max(peak for _, peak in runs)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
