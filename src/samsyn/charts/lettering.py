"""How wide a text becomes, so that a chart can be laid out before it is drawn."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def font_folder() -> Path:
    """Return the folder with the typeface's four files."""
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("fontpkg_atkinson_hyperlegible")
    return Path(spec.submodule_search_locations[0]) / "files"


@lru_cache(maxsize=4)
def _face(bold: bool) -> Any:
    from PIL import ImageFont

    path = font_folder() / f"AtkinsonHyperlegible-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), 100, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def width_of(text: str, size: float = 12, *, bold: bool = False) -> float:
    """Return the width of a text, in px at a size in px."""
    return float(_face(bold).getlength(text)) * size / 100


@lru_cache(maxsize=4096)
def has_letter(letter: str) -> bool:
    """Return whether the typeface can set a letter (a space counts)."""
    missing = bytes(_face(False).getmask("\uffff"))
    return letter.isspace() or bytes(_face(False).getmask(letter)) != missing


def shorten(text: str, room: float, size: float = 12, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than the room (px)."""
    if width_of(text, size, bold=bold) <= room:
        return text
    cut = text
    while cut and width_of(f"{cut}…", size, bold=bold) > room:
        cut = cut[:-1].rstrip()
    return f"{cut}…"
