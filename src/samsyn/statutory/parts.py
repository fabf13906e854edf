"""The documents that the law on crime prevention asks for, and the parts that each must have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from samsyn.cycle import Section


class Kind(StrEnum):
    """A document under lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, or an annex to the work."""

    PICTURE = "picture"
    FOLLOW_UP = "follow_up"
    ASSEMBLY = "assembly"
    GRANT = "grant"
    SURVEY = "survey"

    @property
    def is_annex(self) -> bool:
        """Whether somebody else asks for it, and not the law."""
        return self in (Kind.GRANT, Kind.SURVEY)


@dataclass(frozen=True, kw_only=True)
class Part:
    """
    One part of a document.

    Parameters
    ----------
    key, title : str
    ask : str
        What people are asked to write there.
    forced : bool
        Whether the document cannot be decided without it.
    section : str
        Key of the section that the text stands in, where several texts share one.
    by_figures : bool
        Whether figures alone fill it; else people must write.
    """

    key: str
    title: str
    ask: str
    forced: bool = False
    section: str = ""
    by_figures: bool = False

    @property
    def place(self) -> str:
        """Key of the section that the text stands in."""
        return self.section or self.key


def joined(
    sections: Sequence[Section], parts: Sequence[Part], texts: Mapping[str, str]
) -> tuple[Section, ...]:
    """
    Return sections with what people have written first in each; what was generated stands after it, unchanged.

    Parameters
    ----------
    sections : sequence of Section
        As generated; a section without anything, also without text, is left out.
    parts : sequence of Part
    texts : mapping of part key to text
        Paragraphs are parted by empty lines.
    """
    made = []
    for section in sections:
        own = [part for part in parts if part.place == section.key]
        said = [_said(part, line) for part in own for line in paragraphs(texts.get(part.key, ""))]
        whole = replace(section, paragraphs=(*said, *section.paragraphs))
        if said or section.lead or section.paragraphs or section.tables or section.charts:
            made.append(whole)
    return tuple(made)


def _said(part: Part, line: str) -> str:
    return f"{part.title}: {line}" if part.section else line


def paragraphs(text: str) -> tuple[str, ...]:
    """
    Return the paragraphs of a text, each on one line.

    Examples
    --------
    >>> paragraphs("Ett\\nstycke.\\n\\nEtt till.")
    ('Ett stycke.', 'Ett till.')
    """
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(block.split()) for block in blocks if block.strip())


def lacking(parts: Sequence[Part], sections: Sequence[Section], texts: Mapping[str, str]) -> tuple[Part, ...]:
    """
    Return the forced parts that are empty.

    Parameters
    ----------
    parts : sequence of Part
    sections : sequence of Section
        As generated, before texts are joined to them.
    texts : mapping of part key to text

    Examples
    --------
    >>> part = Part(key="analysis", title="Analys", ask="Vad betyder det?", forced=True)
    >>> [one.title for one in lacking([part], [], {"analysis": " "})]
    ['Analys']
    >>> lacking([part], [], {"analysis": "Mörker samlar skadegörelsen."})
    ()
    """
    figured = {section.key for section in sections if any(table.rows for table in section.tables)}
    return tuple(
        part
        for part in parts
        if part.forced
        and not texts.get(part.key, "").strip()
        and not (part.by_figures and part.place in figured)
    )
