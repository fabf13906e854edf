"""Names: by what stands before or after them, by how they are written, and by the commonest of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from samsyn.guard.found import Found
from samsyn.guard.rules import rules
from samsyn.guard.words import is_ambiguous, is_first, is_given, is_other, is_surname, is_title, words_of

_MOST = 4  # words in one name
_INITIALS = re.compile(r"(?<![A-ZÅÄÖa-zåäö0-9.])(?:[A-ZÅÄÖ]\.){2,3}(?![a-zåäö])")
_DEFINITE = re.compile(r"(?:en|et|an|na)s?$")
_SITE = re.compile(r".{3}(?:[^sn]en|et|arna|orna)s?$")  # as places end, and surnames do not
_LETTERS = re.compile(r"[A-ZÅÄÖ]{2}$")
_PUPIL = frozenset({"elev", "eleven", "pojken", "flickan", "initialer", "initialerna"})
_SHORTENED = frozenset({"dr", "hr", "fr"})


def names(text: str) -> Iterator[Found]:
    """Yield the names in a folded text; sure where two signs agree."""
    reader = _Reader(text)
    done = 0
    for at, word in enumerate(reader.words):
        if word.start >= done and (found := reader.name(at)):
            yield found
            done = found.end
    for match in _INITIALS.finditer(text):
        if match[0].lower() not in rules().words["no_initials"]:
            yield Found(kind="name", start=match.start(), end=match.end(), sure=False)


class _Reader:
    """Looks at one word after another, and at those around it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)

    def name(self, at: int) -> Found | None:
        """Return the name that begins with a word."""
        if not self._worth(at):
            return None
        sure = self._cue(at)
        if sure is None:
            sure = self._form(at)
        if sure is None:
            return None
        last = self._last(at)
        if self._of_place(at, last, bool(sure)):
            return None
        end = self.words[last].end
        end += (
            last > at
            and self.words[last].end - self.words[last].start == 1
            and self.text[end : end + 1] == "."
        )
        return Found(kind="name", start=self.words[at].start, end=end, sure=sure or last > at)

    def _worth(self, at: int) -> bool:
        """Whether a word may be a name at all; most words of a text are not, and go no further."""
        word = self.words[at]
        if word.text != word.low or is_given(word.low):
            return True
        return any(one.low in rules().words["named"] for one in self.words[max(0, at - 2) : at])

    def _gap(self, at: int) -> str:
        """What stands between a word and the one before; a line's end where there is none."""
        return self.text[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else "\n"

    def _could(self, at: int) -> bool:
        return self.words[at].capital and not is_other(self.words[at].low)

    def _last(self, at: int) -> int:
        """Return the last word of the name that begins with a word."""
        last, count = at, 1
        while count < _MOST and self._gap(last + 1) == " ":
            count += 1
            word = self.words[last + 1]
            if word.low in rules().words["place_after"]:
                break
            if self._could(last + 1) or (
                (is_surname(word.low) or word.low in rules().words["given"])
                and is_given(self.words[last].low)
            ):
                last += 1
            elif further := self._particles(last + 1):
                last = further
            else:
                break
        return last

    def _particles(self, at: int) -> int:
        """Return the word that one or two particles lead to: "von Essen", "de la Gardie"; 0 where they do not."""
        for after in (at + 1, at + 2):
            if self.words[after - 1].low not in rules().words["particles"] or self._gap(after) != " ":
                return 0
            if self._could(after):
                return after
        return 0

    def _of_place(self, at: int, last: int, sure: bool) -> bool:
        """Whether what stands around says that a place, a shop or a storm has the name."""
        known, word = rules().words, self.words[last]
        if self._gap(at) == " " and self.words[at - 1].low in known["place_before"]:
            return True
        if self._gap(last + 1) != " ":
            return False
        after = self.words[last + 1]
        genitive = word.low.endswith("s") and not (at == last and word.low in known["given"])
        if after.low in known["place_after"]:
            return genitive or after.capital or after.low not in known["loose_after"]
        return (
            after.text[0].isupper()
            and is_other(after.low)
            and not is_title(after.low)
            and (genitive or (at == last and not sure))
        )

    def _cue(self, at: int) -> bool | None:
        """Return whether it is sure that the words around make a word a name; None where they do not."""
        word, gap = self.words[at], self._gap(at).rstrip("\"'(")
        known = rules().words
        if (
            gap in (" ", ": ") or (gap == ". " and self.words[at - 1].low in _SHORTENED)
        ) and word.low not in known["particles"]:
            before = self.words[at - 1].low
            if is_title(before) or before in _PUPIL:
                if self._could(at) and len(word.text) > 1 and not _SITE.match(word.low) or is_given(word.low):
                    return True
                if before in _PUPIL and _LETTERS.match(word.text) and word.low not in known["particles"]:
                    return False
            if (said := self._named(at)) is not None:
                return said
        return self._whose(at)

    def _named(self, at: int) -> bool | None:
        """Whether a word such as "heter" stands before and speaks of a person."""
        known, word = rules().words, self.words[at]
        before = at - 1
        if self.words[before].low in known["linking"] and self._gap(before) == " ":
            before -= 1
        verb = self.words[before].low
        if before < 0 or verb not in known["named"]:
            return None
        around = self._sentence(before)
        if around[:1] == ["så"] or any(one in known["something"] for one in around):
            return None
        called = not verb.startswith("h")
        person = any(one in known["somebody"] for one in around)
        site = called and _DEFINITE.search(word.low) and not is_given(word.low) and not person
        if self._could(at) and not site:
            return True
        if is_given(word.low) or (is_ambiguous(word.low) and not called):
            return True
        quoted = self._gap(at).endswith(('"', "'"))
        person = person and (quoted or not called)
        fit = len(word.low) > 1 and word.low not in known["not_named"] and not is_other(word.low)
        return False if person and fit else None

    def _sentence(self, at: int) -> list[str]:
        """Return up to five words before one, in the same sentence."""
        words: list[str] = []
        while len(words) < 5 and at > 0 and not re.search(r"[.!?;\n]", self._gap(at)):
            at -= 1
            words.append(self.words[at].low)
        return words

    def _whose(self, at: int) -> bool | None:
        """Whether a relative or a class stands after: "Kims mamma", "Kim i 8B"."""
        known, word = rules().words, self.words[at]
        given = is_given(word.low) or (is_ambiguous(word.low) and word.capital)
        genitive = word.low.endswith("s") or word.text.lower().endswith(":s")
        if genitive and self._gap(at + 1) == " " and self.words[at + 1].low in known["kin"]:
            loose = self._could(at) and (not is_first(self.text, word.start) or ":" in word.text)
            if (given or loose) and word.low not in known["whose"]:
                return True
        if _class().match(self.text, word.end) and (
            given or (self._could(at) and not is_first(self.text, word.start))
        ):
            return True
        return None

    def _form(self, at: int) -> bool | None:
        """Whether a word is a name by itself or with the one after."""
        word = self.words[at]
        after = self.words[at + 1] if self._gap(at + 1) == " " else None
        known = is_given(word.low)
        if after and is_surname(after.low) and (self._could(at) or known):
            return True
        if after and known and word.low in rules().words["given"] and after.low in rules().words["given"]:
            return True
        if word.capital and is_ambiguous(word.low) and after and self._could(at + 1):
            return False
        if not self._could(at):
            return None
        if is_given(word.low) or is_surname(word.low):
            return False
        if is_ambiguous(word.low) and not is_first(self.text, word.start):
            return False
        if after and after.low in ("von", "af", "de", "la") and self._last(at) > at:
            return False
        return False if self._beside(at) else None

    def _beside(self, at: int) -> bool:
        """Whether "och" and a given name stand before or after."""
        for och, other in ((at + 1, at + 2), (at - 1, at - 2)):
            if 0 <= other < len(self.words) and self._gap(max(och, other)) == self._gap(max(at, och)) == " ":
                word = self.words[other]
                known = is_given(word.low) or (is_ambiguous(word.low) and is_ambiguous(self.words[at].low))
                if self.words[och].low == "och" and word.capital and known:
                    return True
        return False


@cache
def _class() -> re.Pattern[str]:
    return rules().compiled(" (?:i |\\()?«class»«E»")
