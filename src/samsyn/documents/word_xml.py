"""Elements of a Word document, made from plain words."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def node(tag: str, *children: Any, **attributes: str | int) -> Any:
    """Return an element of WordprocessingML with children; the attributes belong to the same vocabulary."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, *, style: str | None = None, font: str | None = None, bold: bool = False) -> Any:
    """Return a run of text; a line break in it becomes a line break."""
    properties = [
        node("rStyle", val=style) if style else None,
        node("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None,
        node("b") if bold else None,
    ]
    made = node("r", node("rPr", *properties) if any(p is not None for p in properties) else None)
    for n, line in enumerate(text.replace("\r", "").split("\n")):
        if n:
            made.append(node("br"))
        made.append(_text(line))
    return made


def tab() -> Any:
    """Return a run with a tab."""
    return node("r", node("tab"))


def _text(line: str) -> Any:
    made = node("t")
    made.text = line.replace("\t", " ")
    made.set(SPACE, "preserve")
    return made


def paragraph(style: str, *children: Any, **properties: Any) -> Any:
    """Return a paragraph in a style; text among the children becomes a run."""
    extra = [node(name, **({} if value is True else {"val": value})) for name, value in properties.items()]
    runs = [run(child) if isinstance(child, str) else child for child in children]
    return node("p", node("pPr", node("pStyle", val=style), *extra), *runs)


def field(code: str, shown: str) -> Any:
    """Return a field that Word computes again when asked, with what it shows until then."""
    return node("fldSimple", run(shown), instr=f" {code} ")


def bookmarked(name: str, number: int, *children: Any) -> list[Any]:
    """Return runs with a bookmark around them."""
    runs = [run(child) if isinstance(child, str) else child for child in children]
    return [node("bookmarkStart", id=number, name=name), *runs, node("bookmarkEnd", id=number)]


def link(name: str, text: str) -> Any:
    """Return a link to a bookmark in the same document."""
    return node("hyperlink", run(text, style="Hyperlink"), anchor=name, history=1)
