"""What every command writes: whole files or none, and progress for people who wait."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from samsyn.errors import BadInput

STDOUT = "-"


def check_target(target: str, *, inputs: Iterable[str] = (), binary: bool = False) -> None:
    """
    Check before long work that a file can be written there.

    Raises
    ------
    BadInput
        If the folder is missing, or the file is one that is read, or binary content would fill a terminal.
    """
    if target == STDOUT:
        if binary and sys.stdout.isatty():
            raise BadInput(
                "Formatet kan inte visas i terminalen. Skriv till en fil med -o, eller led om utdata."
            )
        return
    path = Path(target)
    if path.is_dir():
        raise BadInput(f"{target} är en mapp. Ange ett filnamn.")
    if not path.parent.is_dir():
        raise BadInput(f"Mappen {path.parent} finns inte.")
    if not os.access(path.parent, os.W_OK):
        raise BadInput(f"Du får inte skriva i mappen {path.parent}.")
    if path.exists() and any(Path(one).exists() and path.samefile(one) for one in inputs):
        raise BadInput(
            f"{target} är en av filerna som läses. Välj ett annat namn, så att den inte skrivs över."
        )


def write_whole(target: str, content: bytes) -> None:
    """Write a file wholly or not at all: a temporary file beside it, then renamed. "-" is standard output."""
    if target == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        with path.open("wb") as stream:
            stream.write(content)
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        error.filename = target  # the name that the person gave, not the temporary one
        raise
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


def progress(label: str) -> Callable[[float, str], None]:
    """
    Return a function that shows how far long work has come, on standard error.

    Only a terminal gets the moving line; a log gets none.
    """
    shown = -1

    def show(share: float, what: str) -> None:
        nonlocal shown
        percent = int(100 * min(max(share, 0.0), 1.0))
        if percent != shown and sys.stderr.isatty():
            shown = percent
            print(f"\r\x1b[K{label}: {percent} % {what}", end="", file=sys.stderr, flush=True)
            if percent == 100:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    return show
