"""
Specifications to pictures: SVG for documents, SVG that follows the page's theme, and PNG.

Samsyn's own sheets are drawn by `drawing`; the engine (Vega-Lite) draws every other specification.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from samsyn.charts import drawing
from samsyn.charts.format import cleaned, printable
from samsyn.charts.lettering import font_folder
from samsyn.charts.tokens import FALLBACK, FONT, LIGHT

VEGA_LITE = "6.4"
HATCH = (
    '<defs><pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="{paper}"/><rect width="2" height="6" fill="{line}"/></pattern></defs>'
)
ATTRIBUTES = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events|xmlns:xlink|version)="[^"]*"')
COLOURS = {colour.lower(): name for name, colour in LIGHT.items()}


@lru_cache(maxsize=1)
def _engine() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


@lru_cache(maxsize=512)
def _drawn(text: str) -> str:
    return str(
        _engine().vegalite_to_svg(
            text,
            vl_version=VEGA_LITE,
            format_locale="sv-SE",
            time_format_locale="sv-SE",
            allowed_base_urls=[],
        )
    )


def _plain(spec: Mapping[str, Any]) -> str:
    """Return the drawing without Vega's own classes and roles: the figure around it carries the meaning."""
    # A control character in a text would end the whole process inside the renderer.
    clean = cleaned(spec)
    own = drawing.drawn(clean)
    return own if own is not None else ATTRIBUTES.sub("", _drawn(json.dumps(clean, sort_keys=True)))


def svg(spec: Mapping[str, Any], *, paper: str = "#FFFFFF") -> str:
    """
    Return a specification as an SVG picture in the light colours, for documents.

    Parameters
    ----------
    spec : mapping
        Vega-Lite, with its data inside; nothing is fetched.
    paper : str
        The colour of the page that it will lie on.
    """
    drawn = _with_hatch(_plain(spec), key="hatch", paper=LIGHT["hatch-paper"], line=LIGHT["hatch"])
    return re.sub(re.escape(LIGHT["paper"]), paper, drawn, flags=re.IGNORECASE)


def inline_svg(spec: Mapping[str, Any], *, key: str, title: str, sentence: str) -> str:
    """
    Return a specification as SVG to set into a page: it follows the theme and is read as one picture.

    Parameters
    ----------
    spec : mapping
        Vega-Lite, with its data inside.
    key : str
        Unique in the page; ids begin with it.
    title, sentence : str
        What the picture is, and what it shows.
    """
    drawn = _with_hatch(_plain(spec), key=f"{key}-hatch", paper=LIGHT["hatch-paper"], line=LIGHT["hatch"])
    drawn = re.sub(r'id="(clip\d+)"', rf'id="{key}-\1"', drawn)
    drawn = re.sub(r"url\(#(clip\d+)\)", rf"url(#{key}-\1)", drawn)
    drawn = re.sub(r'"(#[0-9a-fA-F]{6})"', _variable, drawn)
    drawn = drawn.replace(f'font-family="{FONT}"', f'font-family="{escape(FALLBACK)}"')
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', drawn)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-title {key}-desc"'
        f' class="chart" {size[0] if size else ""}'
    )
    words = f'<title id="{key}-title">{_words(title)}</title><desc id="{key}-desc">{_words(sentence)}</desc>'
    return re.sub(r"^<svg[^>]*?( viewBox=\"[^\"]*\")[^>]*>", lambda m: f"{head}{m[1]}>{words}", drawn)


def _words(text: str) -> str:
    return escape(printable(text))


def _variable(match: re.Match[str]) -> str:
    name = COLOURS.get(match[1].lower())
    return f'"var(--{name})"' if name else match[0]


def _with_hatch(drawn: str, *, key: str, paper: str, line: str) -> str:
    """Return the drawing with areas in the hatch colour drawn as a pattern, so that no meaning rests on colour."""
    filled = re.sub(f'fill="{LIGHT["hatch"]}"', f'fill="url(#{key})"', drawn, flags=re.IGNORECASE)
    if filled == drawn:
        return drawn
    return re.sub(r"^(<svg[^>]*>)", lambda m: m[1] + HATCH.format(key=key, paper=paper, line=line), filled)


def png(spec: Mapping[str, Any], *, scale: float = 2) -> bytes:
    """Return a specification as a PNG picture on white, for where SVG cannot be shown."""
    drawn = svg(spec)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', drawn)
    sheet = f'<rect {size[0]} fill="#FFFFFF"/>' if size else ""
    drawn = re.sub(r"^(<svg[^>]*>)", lambda m: m[1] + sheet, drawn)
    return bytes(_engine().svg_to_png(drawn, scale=scale))
