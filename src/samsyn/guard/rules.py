"""The rules of `rules.yaml`, read once: patterns compiled, words as sets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from samsyn.guard.found import KINDS


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One thing to look for: its kind, whether it is sure, the expression and the name of a check, or none."""

    kind: str
    sure: bool
    expression: re.Pattern[str]
    check: str


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Everything that the guard knows."""

    patterns: tuple[Pattern, ...]
    words: dict[str, frozenset[str]]
    parts: dict[str, str]

    def compiled(self, pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
        """Return a pattern with its «words» put in."""
        whole = re.sub("«([a-zL_BE]+)»", lambda found: self._part(found[1]), pattern)
        return re.compile(whole.replace("(?<x>", "(?P<x>"), flags)

    def _part(self, name: str) -> str:
        if name in self.parts:
            return self.parts[name]
        longest = sorted(self.words[name], key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(longest)})".replace(".", r"\.")


@cache
def raw() -> dict[str, Any]:
    """Return the rules as they stand in the file."""
    content: dict[str, Any] = yaml.safe_load((files(__package__) / "rules.yaml").read_text(encoding="utf-8"))
    return content


def script() -> str:
    """Return the rules as the browser reads them: a JavaScript module."""
    told = {**raw(), "words": {**raw()["words"], **raw()["names"]}, "public": raw()["public"].split()}
    del told["names"]
    told["masks"] = {kind: mask for kind, (_, mask, _) in KINDS.items()}
    return f"export const RULES = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"


@cache
def rules() -> Rules:
    """Return the rules, ready for use."""
    content = raw()
    words = {
        name: frozenset(_spelled(listed))
        for group in ("words", "names")
        for name, listed in content[group].items()
    }
    bare = Rules(patterns=(), words=words, parts=content["parts"])
    patterns = tuple(
        Pattern(
            kind=one["kind"],
            sure=one.get("sure", False),
            expression=bare.compiled(one["pattern"], 0),
            check=one.get("check", ""),
        )
        for one in content["patterns"]
    )
    return Rules(patterns=patterns, words=words, parts=content["parts"])


def _spelled(listed: str) -> list[str]:
    """Return the words of a list, in which word+n is both word and wordn and _ is a space."""
    spelled = []
    for one in listed.split():
        base, *endings = one.replace("_", " ").split("+")
        spelled += [base, *(base + ending for ending in endings)]
    return spelled
