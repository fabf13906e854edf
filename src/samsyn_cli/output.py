"""What every command writes: whole files or none, and progress for people who wait."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

STDOUT = "-"


def write_whole(target: str, content: bytes) -> None:
    """
    Write a file wholly or not at all: into a temporary file beside it, then renamed. "-" is standard output.

    Raises
    ------
    OSError
        If the folder is missing or may not be written to; the old file is then untouched.
    """
    if target == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "No such directory", str(path.parent))
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def say(text: str) -> None:
    """Tell the person something on standard error, so that standard output stays clean."""
    print(text, file=sys.stderr)


def progress(label: str) -> Callable[[float], None]:
    """
    Return a function that shows the done share (0 to 1) of long work on standard error.

    Only a terminal gets the moving line; a log file gets nothing until the work is done.
    """
    shown = -1

    def show(share: float) -> None:
        nonlocal shown
        percent = int(100 * min(max(share, 0.0), 1.0))
        if percent != shown and sys.stderr.isatty():
            shown = percent
            end = "\n" if percent == 100 else ""
            print(f"\r{label} {percent} %", end=end, file=sys.stderr, flush=True)

    return show
