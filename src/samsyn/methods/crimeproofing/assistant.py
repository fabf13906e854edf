"""
The word-list assistant: marks places in a rule that a person should look at. It never decides.

Seven kinds: words that are vague, leave something to somebody's discretion, bind more or less ("ska", "bör", "kan"), or
rest on somebody's own word; central terms that nothing defines; a rule that does not say what it is for; and places
that may contradict each other. Each mark says why, and is found by a rule that can be said in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from samsyn.files import Passage
from samsyn.instruments.crimeproofing import CentralTerm, ProofInstrument
from samsyn.methods.crimeproofing.conflicts import conflicts

KINDS = ("vague", "discretion", "modal", "proof", "undefined", "no_purpose", "conflict")
ENDINGS = (
    "",
    "s",
    "n",
    "ns",
    "en",
    "ens",
    "et",
    "ets",
    "er",
    "erna",
    "ar",
    "arna",
    "or",
    "orna",
    "na",
    "t",
    "a",
)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """
    A place that somebody should look at.

    Parameters
    ----------
    text, passage : int
        Which text, from 0, and the number of the passage in it.
    start, end : int
        Which letters of the passage; equal where the mark is about all of the text.
    kind : str
        One of `KINDS`.
    code : str
        Which entry of the word list, which term, or how a conflict was found.
    words : str
        The letters themselves.
    why : str
        In Swedish.
    other : (int, int), optional
        Text and passage of the other side of a possible conflict.
    """

    text: int
    passage: int
    start: int
    end: int
    kind: str
    code: str
    words: str
    why: str
    other: tuple[int, int] | None = None


def assist(
    texts: Sequence[Sequence[Passage]], instrument: ProofInstrument, *, terms: Sequence[str] = ()
) -> tuple[Mark, ...]:
    """
    Mark the texts of a case, that are read side by side.

    Parameters
    ----------
    texts : sequence of sequences of Passage
        Each text's passages.
    instrument : ProofInstrument
    terms : sequence of str
        More terms that the rules rest on; their common endings are found too.

    Returns
    -------
    tuple of Mark
        In the order of the texts. The same texts give the same marks.
    """
    own = [_own_term(word) for one in terms if (word := one.strip())]
    found = [
        *_word_marks(texts, instrument),
        *_undefined(texts, instrument, [*instrument.terms, *own]),
        *_without_purpose(texts, instrument),
        *(
            Mark(
                text=one.text,
                passage=one.passage,
                start=one.start,
                end=one.end,
                kind="conflict",
                code=one.code,
                words=one.words,
                why=one.why,
                other=one.other,
            )
            for one in conflicts(texts)
        ),
    ]
    return tuple(sorted(found, key=lambda m: (m.text, m.passage, m.start, m.end, m.kind, m.code)))


def _word_marks(texts: Sequence[Sequence[Passage]], instrument: ProofInstrument) -> list[Mark]:
    patterns = [(one, pattern_of(one.forms)) for one in instrument.words]
    return [
        Mark(
            text=n,
            passage=passage.number,
            start=hit.start(),
            end=hit.end(),
            kind=entry.kind,
            code=entry.code,
            words=hit[0],
            why=entry.why,
        )
        for n, text in enumerate(texts)
        for passage in text
        for entry, pattern in patterns
        for hit in pattern.finditer(passage.text)
    ]


def _undefined(
    texts: Sequence[Sequence[Passage]], instrument: ProofInstrument, terms: Sequence[CentralTerm]
) -> list[Mark]:
    """Mark the first place of each term that is used twice or more and defined in none of the texts."""
    defines = pattern_of(instrument.defining)
    found = []
    for term in {one.label.casefold(): one for one in terms}.values():
        pattern = pattern_of(term.forms)
        uses = [(n, p, hit) for n, text in enumerate(texts) for p in text for hit in pattern.finditer(p.text)]
        if len(uses) < 2 or any(_is_defined(p.text, pattern, defines) for _, p, _ in uses):
            continue
        n, passage, hit = uses[0]
        why = f"”{term.label}” används {len(uses)} gånger, men inget stycke säger vad som avses."
        found.append(
            Mark(
                text=n,
                passage=passage.number,
                start=hit.start(),
                end=hit.end(),
                kind="undefined",
                code=term.code,
                words=hit[0],
                why=why,
            )
        )
    return found


def _is_defined(text: str, term: re.Pattern[str], defines: re.Pattern[str]) -> bool:
    """Whether a sentence holds the term and a word that defines, such as "med medlem avses …"."""
    return any(term.search(part) and defines.search(part) for part in re.split(r"(?<=[.!?])\s+", text))


def _without_purpose(texts: Sequence[Sequence[Passage]], instrument: ProofInstrument) -> list[Mark]:
    says = pattern_of(instrument.purposes)
    return [
        Mark(
            text=n,
            passage=text[0].number,
            start=0,
            end=0,
            kind="no_purpose",
            code="purpose",
            words="",
            why="Inget stycke säger vad regeln är till för. Då går det inte att pröva om den används fel.",
        )
        for n, text in enumerate(texts)
        if text and not any(says.search(p.text) or says.search(p.heading) for p in text)
    ]


def _own_term(word: str) -> CentralTerm:
    return CentralTerm(code=word.casefold(), label=word, forms=tuple(word + ending for ending in ENDINGS))


@lru_cache(maxsize=512)
def pattern_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the forms as whole words, the longest first, whatever the case."""
    longest = sorted(forms, key=len, reverse=True)
    each = "|".join(r"\s+".join(re.escape(part) for part in one.split()) for one in longest)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)
