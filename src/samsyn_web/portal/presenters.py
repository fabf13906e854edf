"""What the first page shows to each role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.period import parse
from samsyn_web.base import words
from samsyn_web.base.models import Job
from samsyn_web.findings.models import Picture
from samsyn_web.observations.models import Intake


@dataclass(frozen=True, kw_only=True)
class PictureLine:
    """One situational picture: what it says, for when, and how far it has come."""

    title: str
    period: str
    sentence: str
    more: str
    href: str
    state: str
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """Something that waits for the person, and the one thing to do about it."""

    what: str
    why: str
    href: str
    verb: str


@dataclass(frozen=True, kw_only=True)
class Working:
    """A job that is on its way."""

    what: str
    percent: int


def picture_line(picture: Picture) -> PictureLine:
    """Return a picture as a line."""
    sentence, more = _headline(picture.sentence, parse(picture.period).label)
    return PictureLine(
        title=picture.title,
        period=words.period(picture.period),
        sentence=sentence,
        more=more,
        href=reverse("findings:picture", args=[picture.pk]),
        state=str(picture.get_state_display()),
        is_draft=picture.is_draft,
    )


def _headline(text: str, period: str) -> tuple[str, str]:
    """Return what deviates, and the rest: a first sentence that begins with the period only counts reports."""
    first, *rest = text.removesuffix(".").split(". ")
    if rest and first.lower().startswith(period.lower()):
        first, *rest = rest[0], first, *rest[1:]
    more = ". ".join(rest)
    return (f"{first}.", f"{more}.") if more else (text, "")


def picture_lines(pictures: Iterable[Picture]) -> tuple[PictureLine, ...]:
    """Return pictures as lines."""
    return tuple(picture_line(one) for one in pictures)


def working(jobs: Iterable[Job]) -> tuple[Working, ...]:
    """Return the jobs that are on their way."""
    return tuple(
        Working(what=job.message or str(job.get_state_display()), percent=job.progress) for job in jobs
    )


def to_do(waiting: Iterable[Intake]) -> tuple[ToDo, ...]:
    """Return what waits: files that have been read and not yet brought in."""
    return tuple(
        ToDo(
            what=one.attachment.name,
            why=_("Filen är läst men inte inläst i registret. Se hur den tolkades och läs in den."),
            href=reverse(f"{one.method}:intake", args=[one.pk]),
            verb=_("Granska filen"),
        )
        for one in waiting
    )


def rows_text(rows: int | None) -> str:
    """Return how many rows a picture rests on, as people write it; empty when it is not known."""
    return words.number(rows) if rows else ""
