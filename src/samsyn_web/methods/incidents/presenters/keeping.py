"""What the pages about disposal, data protection, disclosure and one's own reports show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.instruments.categories import CategoryList
from samsyn.period import PeriodKind, containing
from samsyn_web.base import words
from samsyn_web.base.models import Job, JobState
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Kept, Submission
from samsyn_web.methods.incidents.policies.screening import remarks
from samsyn_web.methods.incidents.presenters.reviewing import NAMES, Piece, Word, chosen_words

AROUND, LATEST_WEEKS = 60, 13
WHAT_GOES = {
    Kept.LINK: gettext_lazy(
        "Länken som en rapportör har till formuläret, efter att den har återkallats eller senast använts."
    ),
    Kept.REPORTER: gettext_lazy(
        "Kopplingen från rapporten till den som lämnade den, efter att rapporten avgjordes. Sedan syns rapporten inte "
        "längre under rapportörens egna."
    ),
    Kept.TEXT: gettext_lazy("Beskrivning, plats med ord och svar. Kategori, område och tid finns kvar."),
    Kept.STRUCTURE: gettext_lazy(
        "Allt annat i rapporten. Det som finns i fastställda lägesbilder finns kvar där."
    ),
    Kept.CELLS: gettext_lazy(
        "Filer som lästs men aldrig förts in i registret, och rader i dem som inte gick att använda."
    ),
}


@dataclass(frozen=True, kw_only=True)
class TermRow:
    """How long one kind is kept, in a row."""

    kind: str
    name: str
    what: str
    months: str
    decision: str
    due: str


def term_rows(found: Iterable[queries.Term]) -> tuple[TermRow, ...]:
    """Return how long each kind is kept."""
    return tuple(
        TermRow(
            kind=one.kind.value,
            name=str(one.kind.label),
            what=str(WHAT_GOES[one.kind]),
            months=months(one.months),
            decision=(
                _("%(decision)s, %(day)s") % {"decision": one.decision, "day": words.day(one.decided_on)}
                if one.decided_on
                else ""
            ),
            due=words.number(one.due),
        )
        for one in found
    )


def months(n: int) -> str:
    """Return a number of months as people say it."""
    if n % 12 == 0:
        return ngettext("%(n)s år", "%(n)s år", n // 12) % {"n": n // 12}
    return ngettext("%(n)s månad", "%(n)s månader", n) % {"n": n}


def kept_sentence(found: Sequence[queries.Term]) -> str:
    """Return whether anything is disposed of, as a sentence."""
    decided = sum(one.is_decided for one in found)
    if not decided:
        return _("Inget gallras, för det finns inget beslut om det.")
    if decided == len(found):
        return _("Alla slag gallras enligt beslut.")
    return _("%(n)s av %(all)s slag gallras enligt beslut.") % {"n": decided, "all": len(found)}


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """A stored text where the guard, or a search, found something: with what stands around it."""

    table: str
    field: str
    key: str
    pieces: tuple[Piece, ...]
    what: str


def guard_rows(texts: Iterable[queries.StoredText | None]) -> tuple[FoundText, ...]:
    """Return what the guard finds in texts as they stand now; one that has been put right is left out."""
    rows = []
    for one in texts:
        found = remarks(one.text) if one is not None else ()
        if one is None or not found:
            continue
        spans = [(each.start, each.end) for each in found]
        rows.append(
            FoundText(
                table=one.table_name,
                field=one.field_name,
                key=one.key,
                pieces=_around(one.text, spans),
                what=", ".join(dict.fromkeys(each.name for each in found)),
            )
        )
    return tuple(rows)


def word_rows(texts: Iterable[queries.StoredText], sought: str) -> tuple[FoundText, ...]:
    """Return texts that hold some words, with the words marked."""
    rows = []
    for one in texts:
        start = one.text.casefold().find(" ".join(sought.casefold().split()))
        spans = [(start, start + len(sought.strip()))] if start >= 0 else []
        rows.append(
            FoundText(
                table=one.table_name,
                field=one.field_name,
                key=one.key,
                pieces=_around(one.text, spans),
                what="",
            )
        )
    return tuple(rows)


def _around(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return the text near spans, with the spans marked."""
    if not spans:
        return (Piece(text=text[: 2 * AROUND]),)
    pieces, at = [], max(spans[0][0] - AROUND, 0)
    for number, (start, end) in enumerate(spans, start=1):
        if start < at:
            continue
        gap = text[at:start]
        plain = gap if len(gap) <= 2 * AROUND else f"{gap[:AROUND]} … {gap[-AROUND:]}"
        pieces += [Piece(text=plain), Piece(text=text[start:end], number=number)]
        at = end
    return tuple(piece for piece in [*pieces, Piece(text=text[at : at + AROUND])] if piece.text)


def guard_counts(result: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what a search of the guard found, by kind."""
    return [
        (name, _("säker") if sure else _("i tvekan"), words.number(n))
        for name, sure, n in result.get("counts", ())
    ]


@dataclass(frozen=True, kw_only=True)
class DisclosedRow:
    """A report that is about to be disclosed: what it is about, and each word of its texts."""

    key: int
    about: str
    texts: tuple[tuple[str, tuple[Word, ...]], ...]


def disclosed_rows(some: Iterable[Submission], known: CategoryList) -> tuple[DisclosedRow, ...]:
    """Return reports with the words that can be withheld."""
    return tuple(
        DisclosedRow(
            key=one.pk,
            about=queries.about(one, known),
            texts=tuple(
                (str(name), chosen_words(field, getattr(one, field), f"{one.pk}:"))
                for field, name in NAMES.items()
                if getattr(one, field)
            ),
        )
        for one in some
    )


def own_sentence(found: Sequence[queries.OwnReport]) -> str:
    """Return what waits for a reporter, or how many of their reports led to something."""
    if not found:
        return _("Du har inte lämnat någon rapport än.")
    asked = sum(bool(one.question) for one in found)
    if asked:
        return ngettext(
            "En av dina rapporter väntar på svar från dig.",
            "%(n)s av dina rapporter väntar på svar från dig.",
            asked,
        ) % {"n": asked}
    led = sum(one.has_decision for one in found)
    if led:
        return ngettext(
            "En av dina rapporter har lett till beslut.", "%(n)s av dina rapporter har lett till beslut.", led
        ) % {"n": led}
    return _("Dina rapporter är framme. Ingen har lett till beslut än.")


def week_rows(counted: queries.ReportsOf) -> list[tuple[str, int, int]]:
    """Return reports per week: the week, the number, and how long its bar is in percent of the longest."""
    most = max((n for _week, n in counted.weeks), default=0)
    return [
        (words.period(str(containing(monday, PeriodKind.WEEK))), n, round(100 * n / most) if most else 0)
        for monday, n in counted.weeks[-LATEST_WEEKS:]
    ]


def guard_sentence(job: Job | None, found: Sequence[FoundText]) -> str:
    """Return what the guard found the last time, as a sentence."""
    if job is None or job.state != JobState.DONE:
        return _("Vakten har inte sökt igenom det som är lagrat än.")
    number = sum(n for _name, _sure, n in job.result.get("counts", ()))
    if not number:
        return _("Vakten hittade inget i %(n)s texter.") % {"n": words.number(job.result.get("texts", 0))}
    if not found:
        return _("Det som vakten hittade är åtgärdat.")
    return ngettext("Vakten hittar något i en text.", "Vakten hittar något i %(n)s texter.", len(found)) % {
        "n": len(found)
    }
