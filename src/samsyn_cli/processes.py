"""Runs the server and the worker beside each other, and stops both when one is asked to stop or ends."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from samsyn.errors import Refused
from samsyn_cli.output import say

GRACE_SECONDS = 15.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def check_port(host: str, port: int, command: str) -> None:
    """Refuse a port that is taken, or that this user may not listen to."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(_refusal(error, host, port, command)) from None


def _refusal(error: OSError, host: str, port: int, command: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} på {host} är upptagen av ett annat program, kanske av Samsyn i ett annat fönster. "
            f"Välj en annan: ./samsyn {command} --port {port + 1}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Du får inte lyssna på port {port}. Välj en över 1023: ./samsyn {command} --port 8000"
    return f"Det går inte att lyssna på {host}:{port} ({error.strerror})."


def server(host: str, port: int, workers: int) -> list[str]:
    """Return the command line of the server."""
    options = {"interface": "wsgi", "host": host, "port": port, "workers": workers, "blocking-threads": 4}
    line = [sys.executable, "-m", "granian", "--log-level", "warning", "--no-ws", "--respawn-failed-workers"]
    for name, value in options.items():
        line += [f"--{name}", str(value)]
    return [*line, "samsyn_web.config.wsgi:application"]


def worker() -> list[str]:
    """Return the command line of the worker."""
    return [sys.executable, "-m", "samsyn_cli", "worker"]


def wait_until_open(host: str, port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    """Return whether something answers on the port before the time is out or the process ends."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((_reachable(host), port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def run_together(host: str, port: int, workers: int, opened: str) -> int:
    """Run server and worker until a signal comes; `opened` is told when pages are answered."""
    asked = _Asked()
    running = {"server": _spawn(server(host, port, workers)), "worker": _spawn(worker())}
    try:
        if wait_until_open(host, port, running["server"]):
            say(opened)
        while not asked.stop and running["server"].poll() is None:
            if running["worker"].poll() is not None:
                say("samsyn: bakgrundsarbetaren stannade och startas igen.")
                time.sleep(2)
                running["worker"] = _spawn(worker())
            time.sleep(0.2)
        code = running["server"].poll()
    finally:
        _stop(list(running.values()))
    if asked.stop:
        return 0
    say(f"samsyn: webbservern stannade av sig själv (kod {code}).")
    return 1


class _Asked:
    """Remembers that somebody has asked for a stop."""

    def __init__(self) -> None:
        self.stop = False
        for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wanted, self._remember)

    def _remember(self, number: int, frame: FrameType | None) -> None:
        self.stop = True


def _spawn(line: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C in the terminal reaches only this process, which then stops the others in order.
    return subprocess.Popen(line, start_new_session=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    end = time.monotonic() + GRACE_SECONDS
    for process in running:
        try:
            process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
