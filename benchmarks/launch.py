"""Run one command and print what it cost, as JSON. Nothing but a few modules of Python's own is loaded here.

A process starts with the memory of the one that starts it, as far as the system's count of its peak goes: so the peak
of whatever is run is at least this one's, and this one is small. Run: python -I -S launch.py SECONDS MEBIBYTES COMMAND
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import threading
import time

POLL_S = 0.25
WALL = 5
"""A run also ends after so many times the seconds of CPU that it may have."""
MEBIBYTE = 1 << 20
PR_SET_CHILD_SUBREAPER = 36


class Watch:
    """End a process and its children when it goes over a limit; `reason` then says which."""

    def __init__(self, process: int, seconds: float, mebibytes: float) -> None:
        self.reason = ""
        self._process, self._seconds, self._mebibytes = process, seconds, mebibytes
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        end = time.monotonic() + WALL * self._seconds
        while not self.reason:
            if self._over.wait(POLL_S):
                return
            if cpu_seconds(self._process) > self._seconds or time.monotonic() > end:
                self.reason = f"> {self._seconds:.0f} s"
            elif resident(self._process) > self._mebibytes:
                self.reason = f"> {self._mebibytes:,.0f} MiB"
        os.killpg(self._process, signal.SIGKILL)

    def end(self) -> None:
        self._over.set()
        self._thread.join()


def cpu_seconds(process: int) -> float:
    """Return the CPU time of a process and of its children that have ended; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123 - pathlib would be loaded for it
            ticks = file.read().rpartition(")")[2].split()[11:15]
    except OSError:
        return 0
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """Return the resident memory of a process in MiB; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/statm") as file:  # noqa: PTH123 - pathlib would be loaded for it
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE
    except OSError:
        return 0


def adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends, so that they are counted too: Linux alone can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def await_orphans() -> None:
    """Wait for what a command leaves behind, such as the server from which Python forks its workers."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def main(seconds: str, mebibytes: str, *command: str) -> None:
    """Run the command with its output on the standard error, and print a line of JSON."""
    adopt_orphans()
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)], setpgroup=0)
    watch = Watch(process, float(seconds), float(mebibytes))
    _, status = os.waitpid(process, 0)
    wall = time.perf_counter() - start
    await_orphans()
    watch.end()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    stopped = f'"{watch.reason}"' if watch.reason else "null"
    code = os.waitstatus_to_exitcode(status)
    print(f'{{"cpu": {cpu}, "wall": {wall}, "peak": {peak}, "status": {code}, "stopped": {stopped}}}')


if __name__ == "__main__":
    main(*sys.argv[1:])
