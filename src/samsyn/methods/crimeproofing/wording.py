"""What differs between an old and a new wording, word by word; read as well without colour as with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, TAKEN, ADDED = "kept", "taken", "added"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Words that are kept, taken out or added."""

    kind: str
    text: str


def wording(old: str, new: str) -> tuple[Part, ...]:
    """
    Return the parts that make the new wording of the old.

    Notes
    -----
    Kept and taken parts together are the old wording, kept and added parts the new, to the letter. What was taken out
    stands before what came in its place.
    """
    before, after = _words(old), _words(new)
    found: list[Part] = []
    taken = added = ""
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for n, (what, a, b, c, d) in enumerate(opcodes):
        kept = "".join(before[a:b])
        changed_around = 0 < n < len(opcodes) - 1
        if what == "equal" and (kept.strip() or not changed_around):
            found += _changed(taken, added)
            taken = added = ""
            found.append(Part(kind=KEPT, text=kept))
        else:  # a space between two changes belongs to both, so that whole phrases stand together
            taken, added = taken + kept, added + "".join(after[c:d])
    return tuple([*found, *_changed(taken, added)])


def _changed(taken: str, added: str) -> list[Part]:
    return [Part(kind=kind, text=text) for kind, text in ((TAKEN, taken), (ADDED, added)) if text]


def told(old: str, new: str) -> str:
    """Return the difference as one text, with signs: [stryks: …] and [läggs till: …]."""
    signs = {TAKEN: "[stryks: {}]", ADDED: "[läggs till: {}]"}
    texts = []
    for part in wording(old, new):
        core = part.text.strip()
        if part.kind == KEPT or not core:
            texts.append(part.text)
            continue
        lead = part.text[: len(part.text) - len(part.text.lstrip())]
        tail = part.text[len(part.text.rstrip()) :]
        texts.append(f"{lead}{signs[part.kind].format(core)}{tail}")
    return " ".join("".join(texts).replace("][", "] [").split())


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
