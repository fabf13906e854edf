"""A document as one HTML file that needs nothing else: style, type and pictures inside, no script."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape
from pathlib import Path

from samsyn.charts import tokens
from samsyn.charts.format import printable
from samsyn.charts.lettering import font_folder
from samsyn.documents.brand import Brand
from samsyn.documents.composed import Document
from samsyn.documents.fragment import section_html

ASSETS = Path(__file__).parent / "assets"
CONTENTS_FROM = 4  # sections


def section_css() -> str:
    """Return how a section looks where the page's own style has the tokens and the plain elements."""
    return (ASSETS / "section.css").read_text(encoding="utf-8")


def html(doc: Document) -> str:
    """
    Return a document as a self-contained HTML file: A4 when printed, dark when the system is, readable on a phone.

    Notes
    -----
    Equal documents give equal text.
    """
    sections = "\n".join(section_html(section) for section in doc.body)
    return printable(
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(doc.title)}</title>\n<style>\n{_style()}{_own_colour(doc.brand)}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#innehåll">Till innehållet</a>\n'
        f"{_head(doc)}\n"
        f'<main id="innehåll" tabindex="-1">\n{_front(doc)}\n{_contents(doc)}\n{sections}\n</main>\n'
        f"{_imprint(doc)}\n</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    faces = []
    for weight, name in (("400", "Regular"), ("700", "Bold")):
        data = base64.b64encode((font_folder() / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()).decode()
        faces.append(
            f'@font-face {{ font-family: "{tokens.FONT}"; font-weight: {weight}; font-display: swap; '
            f'src: url("data:font/ttf;base64,{data}") format("truetype"); }}\n'
        )
    plain = (ASSETS / "document.css").read_text(encoding="utf-8")
    return "".join(faces) + tokens.css() + plain + section_css()


def _head(doc: Document) -> str:
    said = " · ".join(text for text in (doc.organisation, doc.kind_name) if text)
    return (
        f"{_logo(doc.brand)}"
        f'<header class="masthead"><p>{escape(said)}</p><p>{escape(doc.readers)}</p></header>'
    )


def _logo(brand: Brand) -> str:
    if brand.logo is None:
        return ""
    data = base64.b64encode(brand.logo).decode()
    return f'<p class="logo"><img src="data:image/png;base64,{data}" alt="{escape(brand.logo_text)}"></p>'


def _own_colour(brand: Brand) -> str:
    """Return the accent on light pages and on paper; a dark page keeps its own, which can be read there."""
    if brand.accent == tokens.LIGHT["accent"]:
        return ""
    rule = f":root:root:root {{ --accent: {brand.accent}; }}"
    return f"@media (prefers-color-scheme: light) {{ {rule} }}\n@media print {{ {rule} }}\n"


def _front(doc: Document) -> str:
    period = "" if doc.period in doc.title else f'<p class="period">{escape(doc.period)}</p>'
    notices = "".join(f'<p class="notice">{escape(text)}</p>' for text in doc.notices)
    said = doc.highlights if doc.body != doc.sections else ()
    points = "".join(f"<li>{escape(text)}</li>" for text in said)
    listed = f"<ul>{points}</ul>" if points else ""
    return (
        f'<div class="front"><h1>{escape(doc.title)}</h1>{period}{notices}'
        f'<p class="says">{escape(doc.subtitle)}</p>{listed}</div>'
    )


def _contents(doc: Document) -> str:
    if len(doc.body) < CONTENTS_FROM:
        return ""
    items = "".join(
        f'<li><a href="#{escape(section.key)}">{escape(section.title)}</a></li>' for section in doc.body
    )
    return f'<nav class="contents" aria-label="Innehåll"><ol>{items}</ol></nav>'


def _imprint(doc: Document) -> str:
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in doc.facts
    )
    line = f"<p>{escape(doc.brand.footer)}</p>" if doc.brand.footer else ""
    return f'<footer class="imprint"><h2>Om dokumentet</h2><dl>{facts}</dl>{line}</footer>'
