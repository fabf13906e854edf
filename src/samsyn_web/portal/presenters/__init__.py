"""What the first page shows to each role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.period import parse
from samsyn_web.base import words
from samsyn_web.base.models import Job
from samsyn_web.base.registry import methods_for
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import Picture, PictureState
from samsyn_web.observations.models import Intake
from samsyn_web.portal.presenters.waiting import ToDo as ToDo
from samsyn_web.portal.presenters.waiting import handover_to_do as handover_to_do
from samsyn_web.portal.presenters.waiting import programme_to_do as programme_to_do


@dataclass(frozen=True, kw_only=True)
class PictureLine:
    """One situational picture: what it says, for when, and how far it has come."""

    title: str
    period: str
    sentence: str
    more: str
    href: str
    sources: str
    state: str
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class Working:
    """A job that is on its way."""

    what: str
    percent: int


def picture_line(picture: Picture, sources: Mapping[int, str]) -> PictureLine:
    """Return a picture as a line, with what it rests on by its id."""
    sentence, more = _headline(picture.sentence, parse(picture.period).label)
    return PictureLine(
        title=picture.title,
        period=words.period(picture.period),
        sentence=sentence,
        more=more,
        href=reverse("findings:picture", args=[picture.pk]),
        sources=sources.get(picture.pk, ""),
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


def picture_lines(pictures: Iterable[Picture], sources: Mapping[int, str]) -> tuple[PictureLine, ...]:
    """Return pictures as lines."""
    return tuple(picture_line(one, sources) for one in pictures)


def working(jobs: Iterable[Job]) -> tuple[Working, ...]:
    """Return the jobs that are on their way."""
    return tuple(
        Working(what=words.swedish(job.message) or str(job.get_state_display()), percent=job.progress)
        for job in jobs
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


def problems_text(number: int) -> str:
    """Return how many problems are open; empty when none is."""
    return ngettext("%(n)s öppet", "%(n)s öppna", number) % {"n": words.number(number)} if number else ""


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """A step on the way to the first picture: done, here (what to do now) or next."""

    what: str
    why: str
    state: str
    href: str = ""


def first_steps(
    scope: Scope, begin: str, make: str, read: tuple[Intake | None, bool], newest: Picture | None
) -> tuple[FirstStep, ...]:
    """
    Return the way from nothing to a published picture, with the step that is next.

    `read` is what waits to be looked at, and whether anything is in the register.
    """
    waiting, is_in = read
    at_intake = reverse(f"{waiting.method}:intake", args=[waiting.pk]) if waiting else ""
    at_judging = reverse("findings:judge", args=[newest.pk]) if newest else ""
    publish = reverse("reports:publish", args=[newest.pk]) if newest and scope.can(Permission.PUBLISH) else ""
    rows = (
        (
            is_in or waiting is not None,
            begin,
            _("Läs in en fil"),
            _(
                "CSV, Excel, ODS, GeoJSON eller Parquet, som den är. Ta först bort namn och personnummer; "
                "Samsyn behöver dem inte."
            ),
        ),
        (
            is_in,
            at_intake,
            _("Se hur den lästes"),
            _("Kolumn för kolumn, med allt som gissades. När det stämmer tas raderna in i registret."),
        ),
        (
            newest is not None,
            make,
            _("Välj period"),
            _("Underlaget fryses och lägesbilden räknas, så att alla ser samma siffror."),
        ),
        (
            newest is not None and newest.state != PictureState.DRAFT,
            at_judging,
            _("Bedöm nivåerna tillsammans"),
            _("Systemet föreslår en nivå för varje område. Ni godtar, ändrar eller avfärdar, med skäl."),
        ),
        (
            False,
            publish,
            _("Publicera lägesbilden"),
            _("Upplagan fryses som PDF och webbsida: för er själva, för partner eller för allmänheten."),
        ),
    )
    here = next(n for n, (done, *_rest) in enumerate(rows) if not done)
    return tuple(
        FirstStep(
            what=what,
            why=why,
            state="done" if n < here else "here" if n == here else "next",
            href=href if n == here else "",
        )
        for n, (_done, href, what, why) in enumerate(rows)
    )


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """Keys that lead somewhere."""

    keys: str
    what: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that a role is for: a page where it is done, or where it will be told of."""

    what: str
    href: str


def duties(scope: Scope) -> tuple[Duty, ...]:
    """Return what a person's roles are for, in words, with the page of each that has one."""
    found = (
        (Permission.READ_AUDIT, "people:events"),
        (Permission.READ_PARTNER, "reports:partner_editions"),
        (Permission.REVIEW, "incidents:review_queue"),
        (Permission.DISCLOSE, "incidents:disclosing"),
        (Permission.INSPECT, "incidents:protection"),
    )
    pages = dict(found)
    return tuple(
        Duty(what=one.label, href=reverse(pages[one]) if one in pages else "")
        for one in Permission
        if scope.can(one)
    )


# Letters after G, as the menu carries them in data-key; None needs no permission.
MENU: tuple[tuple[str, Permission | None, str, Any], ...] = (
    ("s", None, "portal:home", gettext_lazy("till startsidan")),
    ("v", Permission.READ_WEEK, "week:now", gettext_lazy("till veckan")),
    ("o", Permission.WORK_WITH_DATA, "places:versions", gettext_lazy("till områdena")),
    ("l", Permission.READ_PICTURE, "findings:pictures", gettext_lazy("till lägesbilderna")),
    ("p", Permission.READ_PICTURE, "reports:reports", gettext_lazy("till det som är publicerat")),
)


def shortcuts(scope: Scope | None) -> tuple[Shortcut, ...]:
    """Return the keys that a person may use, in the order of the menu."""
    own = [
        Shortcut(keys=f"g {letter}", what=str(what), href=reverse(name))
        for letter, permission, name, what in MENU
        if scope is not None and (permission is None or scope.can(permission))
    ]
    if scope is not None and scope.can(Permission.WORK_WITH_DATA):  # the menu's second step: the first method
        first = methods_for(scope)[:1]
        own[2:2] = [Shortcut(keys="g r", what=_("till rapporterna"), href=reverse(m.home)) for m in first]
    help_page = reverse("portal:help")
    return (
        Shortcut(keys="?", what=_("till den här hjälpen"), href=help_page),
        Shortcut(
            keys="/",
            what=_("till sökfältet på sidan, eller till sökningen bland orden"),
            href=f"{help_page}#sok",
        ),
        *own,
    )


# The examples of the gallery, one file for each component or pair of them.
GALLERY = (
    "gallery/page_head.html",
    "gallery/thread.html",
    "gallery/level.html",
    "gallery/figure.html",
    "gallery/tabs.html",
    "gallery/table.html",
    "gallery/pagination.html",
    "gallery/how.html",
    "gallery/definitions.html",
    "gallery/term.html",
    "gallery/notice.html",
    "gallery/steps.html",
    "gallery/progress.html",
    "gallery/field.html",
    "gallery/button.html",
    "gallery/breadcrumb.html",
    "gallery/empty_state.html",
    "gallery/confirm.html",
)
WEB = Path(__file__).parents[2]
COMMENT = re.compile(r"{#(.*?)#}|{% comment %}(.*?){% endcomment %}", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A component in all its states, how it is written, and what its own file says of it."""

    key: str
    template: str
    source: str
    about: str


def gallery() -> tuple[Shown, ...]:
    """Return the components, each with the source of its examples as it stands in the file."""
    return tuple(_shown(name) for name in GALLERY)


def _shown(name: str) -> Shown:
    stem = Path(name).stem
    comment = COMMENT.search((WEB / f"templates/cotton/{stem}.html").read_text(encoding="utf-8"))
    return Shown(
        key=f"c-{stem.replace('_', '-')}",
        template=name,
        source=(WEB / f"portal/templates/{name}").read_text(encoding="utf-8").strip(),
        about=" ".join((comment[1] or comment[2]).split()) if comment else "",
    )
