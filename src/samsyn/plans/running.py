"""Reads a plan that is written as headings, lists and running text instead of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samsyn.plans.chain import Origin
from samsyn.plans.draft import Draft, said
from samsyn.plans.grid import Paragraph
from samsyn.plans.headings import Heading, read_heading
from samsyn.plans.timing import read_when

_LABEL = re.compile(
    r"(?:^|(?<=[.;,(\n–—]))\s*"
    r"(?:([A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö/ ]{1,28}?)(?:\s*\d{1,2}[.)]?)?\s*:\s+|(klart?|senast|start)\s+(?=\S*\d))"
)
_GENERIC = re.compile(
    r"^(?:\d+[.)\s]*)*(?:inledning|bakgrund|syfte|sammanfattning|organisation|bilag|innehåll|om planen|källor|"
    r"referenser|uppföljning|ekonomi|lägesbild|vision|\w*plan(?:en)?\b)",
    re.IGNORECASE,
)
_MODES = ("action", "cause", "problem", "goal", "evidence")


@dataclass
class _Open:
    """An action that is being read: what its labels have said so far."""

    paragraph: Paragraph
    given: dict[str, str] = field(default_factory=dict)


class Running:
    """The running text of a document, paragraph by paragraph; `section` is the problem that a heading has named."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.section = ""
        self._heading: Paragraph | None = None
        self._mode = ""
        self._causes: tuple[str, ...] = ()
        self._goal = ""
        self._open: _Open | None = None

    def read(self, paragraph: Paragraph) -> None:
        """Read the next paragraph."""
        self.draft.look_for_dropped(paragraph.text)
        if paragraph.level:
            self._read_heading(paragraph)
            return
        parts = self._labelled(paragraph.text)
        if parts is not None:
            self._read_labels(paragraph, parts)
        elif paragraph.is_item and self._mode in _MODES:
            self._take(self._mode, paragraph.text, paragraph)
        elif heading := self._list_heading(paragraph):
            self.close()
            self._mode = heading.fields[0]
        else:
            self.close()
            self.draft.leave(
                f"texten, stycke {paragraph.number}", paragraph.text, "löpande text", is_row=False
            )

    def table_section(self) -> str:
        """Return the problem that stands as a heading above a table; the running text ends there."""
        self.close()
        return self._problem()

    def close(self) -> None:
        """Finish the action that is open."""
        if self._open is None:
            return
        given, paragraph = self._open.given, self._open.paragraph
        self._open = None
        if not said(given.get("action", "")):
            text = " ".join(given.values())
            self.draft.leave(_origin(paragraph).where, text, "ingen åtgärd hör till texten", is_row=False)
            return
        if not any(given.get(name) for name in ("when", "start", "end")):
            when = read_when(given["action"])
            given |= {"when": when.text} if when.is_dated else {}
        if not given.get("goal") and self._goal:
            given["goal"] = self._goal
            self.draft.guess(_origin(paragraph).where, "Målet under samma rubrik läses som åtgärdens mål.")
        self.draft.action(given, _origin(paragraph), problem=self._problem(), causes=self._causes)

    def _read_heading(self, paragraph: Paragraph) -> None:
        self.close()
        heading = read_heading(paragraph.text)
        label = re.match(r"\s*([^:]+?)\s*\d*\s*:\s*(.+)", paragraph.text)
        named = bool(label) and read_heading(label[1]).fields == ("problem",) if label else False
        if heading.sure and heading.fields[0] in _MODES and not named:
            self._mode = heading.fields[0]
            return
        self._mode, self._causes, self._goal = "", (), ""
        first = not self.draft.title and paragraph.number <= 3 and paragraph.level == 1
        if first:
            self.draft.title = paragraph.text
        generic = first or (bool(_GENERIC.match(paragraph.text)) and not named)
        self.section = ""
        self._heading = None if generic else paragraph

    def _problem(self) -> str:
        """Return the key of the problem that the nearest heading names, made when something belongs to it."""
        if not self.section and self._heading is not None:
            label = re.match(r"\s*([^:]+?)\s*\d*\s*:\s*(.+)", self._heading.text)
            named = label is not None and "problem" in read_heading(label[1]).fields
            text = label[2] if label is not None and named else self._heading.text
            self.section = self.draft.problem(re.sub(r"^[\d.]+\s+", "", text), _origin(self._heading))
            self.draft.guess(
                _origin(self._heading).where,
                f"Rubriken ”{self._heading.text}” läses som problem eller fokusområde.",
                sure=named,
            )
        return self.section

    def _list_heading(self, paragraph: Paragraph) -> Heading | None:
        """Return what a short line such as "Åtgärder:" or "Vi ska:" says that the list under it holds."""
        if len(paragraph.text) > 60 or not paragraph.text.endswith(":"):
            return None
        heading = read_heading(paragraph.text)
        return heading if heading.fields and heading.fields[0] in _MODES else None

    def _labelled(self, text: str) -> list[tuple[str, str]] | None:
        """Return the fields that a paragraph names with colons, and what follows each; none where it names none."""
        marks = []
        for match in _LABEL.finditer(text):
            heading = read_heading(match[1] or match[2])
            if heading.sure:
                marks.append((match.start(), match.end(), heading.fields[0]))
        if not marks:
            return None
        parts = []
        if before := text[: marks[0][0]].strip(" (.,;–—"):
            parts.append((self._mode if self._mode in _MODES else "action", before))
        ends = [start for start, _, _ in marks[1:]] + [len(text)]
        for (_, start, name), end in zip(marks, ends, strict=True):
            value = text[start:end].strip(" .,;(–—")
            parts.append((name, value.rstrip(")") if value.count(")") > value.count("(") else value))
        return parts

    def _read_labels(self, paragraph: Paragraph, parts: list[tuple[str, str]]) -> None:
        for name, text in parts:
            self._take(name, text, paragraph)

    def _take(self, name: str, text: str, paragraph: Paragraph) -> None:
        if name == "problem":
            self.close()
            self._causes, self._goal, self._heading = (), "", None
            self.section = self.draft.problem(text, _origin(paragraph))
        elif name == "cause":
            self.close()
            found = self.draft.cause(text, _origin(paragraph), self._problem())
            self._causes = (*self._causes, *found) if self._mode == "cause" else found
        elif name == "evidence" and self._causes:
            self._add_evidence(text)
        elif name == "goal" and self._mode == "goal":
            self.close()
            self._goal = text
        elif name == "action":
            self.close()
            self._open = _Open(paragraph=paragraph, given={"action": text})
        else:
            self._attach(name, text, paragraph)

    def _attach(self, name: str, text: str, paragraph: Paragraph) -> None:
        if self._open is None:
            if name == "goal":
                self._goal = text
                return
            self.draft.leave(
                _origin(paragraph).where, f"{name}: {text}", "ingen åtgärd står före", is_row=False
            )
            return
        given = self._open.given
        given[name] = f"{given[name]}\n{text}" if name in given else text

    def _add_evidence(self, text: str) -> None:
        from dataclasses import replace

        self.draft.causes = [
            replace(one, evidence=text) if one.key == self._causes[-1] and not one.evidence else one
            for one in self.draft.causes
        ]


def _origin(paragraph: Paragraph) -> Origin:
    return Origin(part="texten", row=paragraph.number, kind="text")
