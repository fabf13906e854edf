"""Writes files for the tests of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes bytes or text to a file and gives its path."""

    def write(content: bytes | str, name: str = "rapporter.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
