"""Courses as pages show them: the list, one course with its days and groups, and what its participants learnt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.methods.surveys.waves import FEW, Direction, Wave, WaveChange
from samsyn_web.base import words
from samsyn_web.knowledge.models import Course, CourseGroup, CourseSession
from samsyn_web.knowledge.queries import CourseTotals

Present = Mapping[tuple[int, int], int]
CHANGE_WORDS = {
    Direction.UP: gettext_lazy("ökat"),
    Direction.DOWN: gettext_lazy("minskat"),
    Direction.UNCLEAR: gettext_lazy("kan inte skiljas från slump"),
    Direction.REFUSED: gettext_lazy("går inte att bedöma"),
}
SIGNS = {Direction.UP: "↑", Direction.DOWN: "↓", Direction.UNCLEAR: "≈", Direction.REFUSED: "?"}


@dataclass(frozen=True, kw_only=True)
class CourseLine:
    """A course in the list."""

    href: str
    title: str
    when: str
    said: str
    is_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class Head:
    """A day as the heading of a column."""

    href: str
    day: str
    part: str


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A group with how many were there each day."""

    href: str
    name: str
    function: str
    enrolled: str
    cells: tuple[str, ...]
    completed: str


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """How one question was answered before and after; `why` stands where no change is given."""

    text: str
    before: str
    after: str
    change: str
    sign: str
    word: str | Promise
    why: str


@dataclass(frozen=True, kw_only=True)
class CoursePage:
    """A course on its own page."""

    sentence: str
    when: str
    parts: tuple[tuple[int, str, tuple[str, ...]], ...]
    heads: tuple[Head, ...]
    rows: tuple[GroupRow, ...]
    foot: tuple[str, ...]


def course_lines(courses: Iterable[Course], totals: Mapping[int, CourseTotals]) -> list[CourseLine]:
    """The courses of the list."""
    return [_line(one, totals.get(one.pk, CourseTotals())) for one in courses]


def course_page(
    course: Course, days: Sequence[CourseSession], groups: Sequence[CourseGroup], present: Present
) -> CoursePage:
    """A course with a table of its groups and days."""
    return CoursePage(
        sentence=sentence(groups, present),
        when=_when([one.on for one in days]),
        parts=tuple(
            (number, one["title"], tuple(one["goals"])) for number, one in enumerate(course.parts, start=1)
        ),
        heads=tuple(_head(course, one) for one in days),
        rows=tuple(_row(one, days, present) for one in groups),
        foot=_foot(groups, days, present),
    )


def sentence(groups: Sequence[CourseGroup], present: Present) -> str:
    """Say how many are enrolled, how many came and how many completed."""
    if not groups:
        return _("Ingen grupp är anmäld än")
    enrolled = {one.pk: one.enrolled for one in groups}
    people, several = sum(enrolled.values()), len(groups)
    said = [
        _("{people} anmälda i {groups}").format(
            people=people,
            groups=ngettext("{n} grupp", "{n} grupper", several).format(n=several),
        )
    ]
    if present:
        asked = sum(enrolled[group] for _day, group in present)
        said.append(
            _("i snitt {share} närvarande").format(share=words.percent(sum(present.values()) / asked))
        )
    done = [one.completed for one in groups if one.completed is not None]
    if done:
        said.append(_("{n} har slutfört").format(n=sum(done)))
    return ", ".join(said)


def session_name(course: Course, one: CourseSession) -> str:
    """What a day is called: its part, or the whole course."""
    return course.parts[one.part - 1]["title"] if one.part else _("Hela kursen")


def change_rows(changes: Iterable[WaveChange]) -> list[ChangeRow]:
    """How knowledge changed; where few answered the shares are not told either."""
    return [_change(one) for one in changes]


def share(wave: Wave | None) -> str:
    """Say a share of a round with what it rests on; too few answers are not told."""
    if wave is None or wave.answered < FEW:
        return "–"
    return _("{share} ({hits} av {n})").format(
        share=words.percent(wave.hits / wave.answered), hits=wave.hits, n=wave.answered
    )


def _change(one: WaveChange) -> ChangeRow:
    change = ""
    if one.change is not None:
        value, low, high = (
            words.number(each) for each in (one.change.value, one.change.low, one.change.high)
        )
        change = _("{value} procentenheter (95 %: {low} till {high})").format(value=value, low=low, high=high)
    return ChangeRow(
        text=one.text,
        before=share(one.before),
        after=share(one.after),
        change=change,
        sign=SIGNS[one.direction],
        word=CHANGE_WORDS[one.direction],
        why=one.refused or one.caution,
    )


def _line(one: Course, totals: CourseTotals) -> CourseLine:
    said = ngettext("{n} tillfälle", "{n} tillfällen", totals.sessions).format(n=totals.sessions)
    if totals.groups:
        said += _(", {n} anmälda").format(n=totals.enrolled)
    if totals.completed is not None:
        said += _(", {n} har slutfört").format(n=totals.completed)
    return CourseLine(
        href=reverse("knowledge:course", args=[one.pk]),
        title=one.title,
        when=_when([each for each in (totals.first, totals.last) if each is not None]),
        said=said,
        is_withdrawn=one.withdrawn_at is not None,
    )


def _when(days: Sequence[date]) -> str:
    return words.span(min(days), max(days) + timedelta(days=1)) if days else ""


def _head(course: Course, one: CourseSession) -> Head:
    return Head(
        href=reverse("knowledge:course_session", args=[one.pk]),
        day=words.day(one.on),
        part=session_name(course, one).split(":")[0],  # "Vecka 1" of "Vecka 1: Uppdraget"
    )


def _row(one: CourseGroup, days: Sequence[CourseSession], present: Present) -> GroupRow:
    cells = (present.get((day.pk, one.pk)) for day in days)
    return GroupRow(
        href=reverse("knowledge:course_group", args=[one.pk]),
        name=one.employer,
        function=one.function,
        enrolled=words.number(one.enrolled),
        cells=tuple("–" if n is None else words.number(n) for n in cells),
        completed="–" if one.completed is None else words.number(one.completed),
    )


def _foot(groups: Sequence[CourseGroup], days: Sequence[CourseSession], present: Present) -> tuple[str, ...]:
    """Sums of the columns; a day's only where every group is counted."""
    people = [one.pk for one in groups]
    sums: list[int | None] = [sum(one.enrolled for one in groups)]
    for day in days:
        counts = [present.get((day.pk, key)) for key in people]
        sums.append(None if None in counts else sum(n for n in counts if n is not None))
    done = [one.completed for one in groups]
    sums.append(None if None in done else sum(n for n in done if n is not None))
    return tuple("–" if n is None else words.number(n) for n in sums)
