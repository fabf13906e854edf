"""Texts from a file or standard input, one a line, whatever the encoding."""

from __future__ import annotations

import sys
from pathlib import Path

from samsyn.errors import UnreadableFile

STDIN = "-"


def lines_of(path: str) -> list[str]:
    """
    Return the lines of a file, without their ends; "-" is standard input.

    Raises
    ------
    UnreadableFile
        If it is empty, or no text.
    """
    from samsyn.files.encoding import to_utf8

    name = "standard in" if path == STDIN else Path(path).name
    data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    try:
        text = to_utf8(data, name)[0].decode()
    except UnreadableFile:
        text = "\0"
    if "\0" in text:
        raise UnreadableFile(f"{name} är ingen text. Ange en textfil, med en text på varje rad.")
    if not text:
        raise UnreadableFile(f"{name} är tom: det finns ingen text att gå igenom.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines
