"""Gathers problems, causes and actions while a plan is read, and says what was guessed and what was left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from samsyn.plans.chain import Action, Cause, Origin, Plan, Problem
from samsyn.plans.timing import When, read_when

_NOTHING = re.compile(
    r"^(?:[-–—.?*]+|n/?a|tbd|saknas|ej (?:klart|aktuellt|bestämt)|inget|ingen|xx+|fylls i.*)$", re.IGNORECASE
)
_NUMBERS = re.compile(r"^(?:orsak(?:erna)?\s*)?\d{1,2}(?:\s*(?:,|och|&|\+)\s*\d{1,2})*\.?$", re.IGNORECASE)
_LISTED = re.compile(r"^(?:\d{1,2}[.)]|[•\-–*])\s*")
_DROPPED = re.compile(
    r"prioriter\w*\s+(?:vi\s+)?(?:inte|ej|bort|ned)|bortpriorit|nedpriorit|inte\s+(?:att\s+)?prioriter|väljer\s+bort|"
    r"valts?\s+bort|avstår\s+från|ingår\s+inte\s+i\s+planen|arbetar\s+inte\s+med",
    re.IGNORECASE,
)
SYMPTOM = re.compile(
    r"saner|städ(?!ers)|laga\b|återställ|reparer|ordningsvakt|väktar|bevakning|patruller|rondering|kamera|avvis|"
    r"ökad\w*\s+(?:polisiär\s+)?närvaro",
    re.IGNORECASE,
)
"""Words of actions that handle what has already happened, or watch it, and leave the cause as it is."""


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Something that was read in one of several possible ways; `sure` is False where it should be looked at."""

    where: str
    text: str
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A row or paragraph that became no part of the plan: where, what stood there, why."""

    where: str
    text: str
    why: str
    is_row: bool = True


def said(text: str) -> str:
    """Return a text, or "" where it only says that there is none."""
    text = text.strip()
    return "" if _NOTHING.match(text) else text


def says_what_is_left(text: str) -> bool:
    """Whether a text says what is not worked on: "Vi prioriterar inte cykelstölder i år"."""
    return bool(_DROPPED.search(text))


def kind_of(action: str, said: str = "") -> str:
    """Return "cause" or "symptom" by what a plan says of an action's kind, else by the action's words, else ""."""
    kind = said.casefold()
    if "symptom" in kind or "symtom" in kind:
        return "symptom"
    if "orsak" in kind or "social" in kind:
        return "cause"
    return "symptom" if SYMPTOM.search(action) else ""


class Draft:
    """A plan that is being read."""

    def __init__(self) -> None:
        self.title = ""
        self.problems: list[Problem] = []
        self.causes: list[Cause] = []
        self.actions: list[Action] = []
        self.dropped: list[str] = []
        self.guesses: list[Guess] = []
        self.left_out: list[LeftOut] = []

    def guess(self, where: str, text: str, *, sure: bool = False) -> None:
        """Remember how something was read, once."""
        found = Guess(where=where, text=text, sure=sure)
        if found not in self.guesses:
            self.guesses.append(found)

    def leave(self, where: str, text: str, why: str, *, is_row: bool = True) -> None:
        """List something that became no part of the plan."""
        self.left_out.append(LeftOut(where=where, text=text, why=why, is_row=is_row))

    def look_for_dropped(self, text: str) -> None:
        """Remember a text that says what is not worked on."""
        if says_what_is_left(text) and text not in self.dropped:
            self.dropped.append(text)

    def problem(self, text: str, origin: Origin, basis: str = "") -> str:
        """Return the key of a problem, which is new or known."""
        if not (text := said(text)):
            return ""
        for n, one in enumerate(self.problems):
            if one.text.casefold() == text.casefold():
                self.problems[n] = replace(one, basis=one.basis or basis)
                return one.key
        self.problems.append(
            Problem(key=f"p{len(self.problems) + 1}", text=text, origin=origin, basis=said(basis))
        )
        return self.problems[-1].key

    def cause(self, text: str, origin: Origin, problem: str = "", evidence: str = "") -> tuple[str, ...]:
        """Return the keys of the causes in a cell: one, or as many as its lines are numbered or listed."""
        text = said(text)
        lines = text.split("\n")
        listed = len(lines) > 1 and all(_LISTED.match(line) for line in lines)
        texts = [_LISTED.sub("", line) for line in lines] if listed else [text]
        return tuple(
            key
            for one in texts
            if (key := self._cause(one if not _NUMBERS.match(text) else text, origin, problem, evidence))
        )

    def _cause(self, text: str, origin: Origin, problem: str, evidence: str) -> str:
        if not text:
            return ""
        for n, one in enumerate(self.causes):
            if one.text.casefold() == text.casefold() and problem in (one.problem, ""):
                self.causes[n] = replace(one, evidence=one.evidence or said(evidence))
                return one.key
        made = Cause(
            key=f"c{len(self.causes) + 1}", text=text, origin=origin, problem=problem, evidence=said(evidence)
        )
        self.causes.append(made)
        return made.key

    def action(
        self,
        given: Mapping[str, str],
        origin: Origin,
        *,
        problem: str = "",
        causes: tuple[str, ...] = (),
        notes: tuple[tuple[str, str], ...] = (),
    ) -> Action:
        """Add an action from what its fields say."""
        told = {name: said(text) for name, text in given.items()}
        plain: dict[str, Any] = {name: told.get(name, "") for name in _PLAIN}
        made = Action(
            key=f"a{len(self.actions) + 1}",
            text=told["action"],
            origin=origin,
            causes=causes,
            problem=problem,
            when=_when(told),
            kind=kind_of(told["action"], told.get("kind", "")),
            notes=notes,
            **plain,
        )
        self.actions.append(made)
        return made

    def plan(self) -> Plan:
        """Return the plan, with causes that are only numbers put to the causes that have them."""
        numbered = {str(n): one for n, one in self._numbered()}
        real = {one.key for one in self.causes if not _NUMBERS.match(one.text)}
        meant = {
            one.key: tuple(numbered[n].key for n in re.findall(r"\d+", one.text) if n in numbered)
            for one in self.causes
            if one.key not in real
        }
        actions = tuple(
            replace(one, causes=tuple(dict.fromkeys(k for key in one.causes for k in meant.get(key, (key,)))))
            for one in self.actions
        )
        return Plan(
            title=self.title,
            problems=tuple(self.problems),
            causes=tuple(one for one in self.causes if one.key in real),
            actions=actions,
            deprioritised=tuple(self.dropped),
        )

    def _numbered(self) -> list[tuple[int, Cause]]:
        real = [one for one in self.causes if not _NUMBERS.match(one.text)]
        own = [
            (int(m[1]), one)
            for one in real
            if (m := re.match(r"(?:orsak\s*)?(\d{1,2})[.):]", one.text, re.I))
        ]
        return own or list(enumerate(real, start=1))


_PLAIN = (
    *("goal", "indicator", "baseline", "target", "owner"),
    *("partners", "follow_up", "status", "resources"),
)


def _when(told: Mapping[str, str]) -> When:
    """Return when, from one text or from a start and an end."""
    whole, first, last = (read_when(told.get(name, "")) for name in ("when", "start", "end"))
    text = ", ".join(dict.fromkeys(one.text for one in (whole, first, last) if one.text))
    return When(
        text=text,
        start=first.start or first.end or whole.start,
        end=last.end or whole.end,
        ongoing=any(one.ongoing for one in (whole, first, last)),
    )
