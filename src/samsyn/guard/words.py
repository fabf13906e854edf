"""The words of a text, and what kind of word each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from samsyn.guard.rules import rules


class Word(NamedTuple):
    """A word of a text: as written, in small letters without :s, and its span."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a large letter and goes on in small ones: Kim, Anna-Lena, al-Hassan, but not ICA."""
        if self.low == self.text:
            return False
        stem = self.text.split(":")[0].split("-")[-1].split("'")[-1]
        return stem[:1].isupper() and (stem[1:] == stem[1:].lower() or stem.startswith(("Mc", "Mac")))


def words_of(text: str) -> Sequence[Word]:
    """Return the words of a folded text; what is glued to figures, @ or _ is none."""
    return [
        Word(match[0], _stem(match[0]), match.start(), match.end()) for match in _expression().finditer(text)
    ]


def is_first(text: str, at: int) -> bool:
    """Return whether a sentence, or something like one, may begin at a place."""
    while at and text[at - 1] in " \"'(":
        at -= 1
    return not (at and text[at - 1].isalpha())


@lru_cache(maxsize=4096)
def is_place(low: str) -> bool:
    """Return whether a word in small letters ends as places, institutions and companies do."""
    return len(low) > 4 and low.endswith(_endings())


@lru_cache(maxsize=4096)
def is_given(low: str) -> bool:
    """Return whether a word is a common given name, or two joined, also with a genitive s."""
    given, either = rules().words["given"], _either()
    if low in given or (low.endswith("s") and low[:-1] in given):
        return True
    return "-" in low and all(part in either or part.removesuffix("s") in either for part in low.split("-"))


def is_ambiguous(low: str) -> bool:
    """Return whether a word is a given name and something else too."""
    return low in rules().words["ambiguous"] and low not in rules().words["given"]


@lru_cache(maxsize=4096)
def is_surname(low: str) -> bool:
    """Return whether a word ends as only surnames do."""
    bare = low.removesuffix("s")
    return len(low) > 5 and (
        low.endswith(_surnames()) or bare.endswith(_surnames()) or low.startswith(("al-", "el-"))
    )


def is_title(low: str) -> bool:
    """Return whether a word says what somebody is: herr, rektorn, grannen, skolkurator."""
    return low in rules().words["titles"] or low.endswith(_title_endings())


@lru_cache(maxsize=4096)
def is_other(low: str) -> bool:
    """Return whether a word may stand with a capital letter where a name would, and is none."""
    words = rules().words
    if low in words["capital"] or low in words["place_before"]:
        return True
    if is_given(low) or low in words["ambiguous"]:
        return False
    bare = low.removesuffix("s")
    return bare in words["capital"] or is_title(low) or is_title(bare) or is_place(low)


def _stem(word: str) -> str:
    low = word.lower()
    return low[:-2] if low.endswith(":s") else low


@cache
def _expression() -> re.Pattern[str]:
    return rules().compiled(
        "(?<![«L»0-9_@#])(?:s:ta?|[«L»]{1,40}(?:['\\-][«L»]{1,40}){0,3}(?::s)?)(?![«L»0-9_@#])"
    )


@cache
def _endings() -> tuple[str, ...]:
    endings = sorted(rules().words["place_ending"])
    return (*endings, *(f"{ending}s" for ending in endings))


@cache
def _title_endings() -> tuple[str, ...]:
    return tuple(sorted(rules().words["title_endings"]))


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(sorted(rules().words["surnames"]))


@cache
def _either() -> frozenset[str]:
    return rules().words["given"] | rules().words["ambiguous"]
