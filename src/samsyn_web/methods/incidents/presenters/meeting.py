"""The meeting as slides: what is shown, in which order, and what may be written on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.instruments.categories import CategoryList
from samsyn_web.base import words
from samsyn_web.methods.incidents.models import ReportingPeriod, Submission
from samsyn_web.methods.incidents.policies.rhythm import AGENDA_WORDS
from samsyn_web.methods.incidents.queries.week import Told

NOTES_ON = {"decisions", "picture", "round", "levels", "presence", "coming"}


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One picture of the meeting."""

    kind: str
    item: str
    title: str
    told: Told | None = None

    @property
    def has_note(self) -> bool:
        """Whether what is said is written on it."""
        return self.kind in NOTES_ON


def slides(agenda: Sequence[str], told: Sequence[Told]) -> tuple[Slide, ...]:
    """Return the slides of a meeting; the go-round has one for each function that has told something."""
    found: list[Slide] = []
    for kind in agenda:
        if kind != "round":
            found.append(Slide(kind=kind, item=kind, title=str(AGENDA_WORDS[kind])))
            continue
        for one in told:
            name = one.works_as or _("utan funktion")
            item = f"round:{sha256(one.works_as.encode()).hexdigest()[:16]}"
            found.append(Slide(kind=kind, item=item, title=name, told=one))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class SlidePage:
    """Where a slide stands among the others."""

    number: int
    of: int
    before: str
    after: str
    titles: tuple[tuple[int, str, str, bool], ...]


def slide_page(held: ReportingPeriod, found: Sequence[Slide], number: int) -> SlidePage:
    """Return the way to the other slides."""

    def href(n: int) -> str:
        return reverse("week:slide", args=[held.period, n])

    return SlidePage(
        number=number,
        of=len(found),
        before=href(number - 1) if number > 1 else "",
        after=href(number + 1) if number < len(found) else "",
        titles=tuple((n, one.title, href(n), n == number) for n, one in enumerate(found, start=1)),
    )


def told_lines(one: Told, known: CategoryList, areas: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return what a function told, in plain categories: what, where and how many."""
    return tuple(
        (
            known.label_of(detail or category)
            if not detail
            else f"{known.label_of(category)}: {known.label_of(detail)}",
            areas.get(area, "") or _("utan område"),
            words.number(n),
        )
        for category, detail, area, n in one.counts
    )


def coming_lines(
    some: Iterable[Submission], known: CategoryList, areas: dict[str, str]
) -> tuple[tuple[str, str, str, str], ...]:
    """Return what is coming: day, what, where and in the reporter's words."""
    return tuple(
        (
            words.day(one.day),
            known.label_of(one.subcategory or one.category),
            ", ".join(part for part in (_place(one), areas.get(one.area, "")) if part),
            one.description,
        )
        for one in some
    )


def _place(one: Submission) -> str:
    return str(one.named_place) if one.named_place else one.place
