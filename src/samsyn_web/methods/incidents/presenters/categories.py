"""What the pages of the categories show: a list as rows, what has changed between two, and a proposal tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn import documents
from samsyn.instruments.categories import CategoryList, Indicator
from samsyn.instruments.crosswalk import crosswalk
from samsyn.instruments.local import Kind, is_local
from samsyn.methods.incidents.trial_sections import sections
from samsyn_web.methods.incidents.models import CategoryComment
from samsyn_web.methods.incidents.queries import Tried

STATUS = {
    "original": gettext_lazy("källans egen text"),
    "own_words": gettext_lazy("återgivet med egna ord"),
    "local_design": gettext_lazy("eget förslag"),
}
KINDS = {
    "forward": gettext_lazy("kommande, räknas inte"),
    "zero": gettext_lazy("inget att rapportera"),
    "positive": gettext_lazy("positivt, räknas inte"),
}


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """A category or subcategory of a list, in a line."""

    code: str
    label: str
    weight: int
    status: str
    said: tuple[str, ...]
    help: str
    is_part: bool
    is_closed: bool
    parts: tuple[ListRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndicatorRow:
    """An indicator, in a line."""

    code: str
    label: str
    help: str
    parts: str
    limits: str
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What is not the same in two lists, about one code."""

    code: str
    label: str
    what: str


def list_rows(known: CategoryList) -> tuple[ListRow, ...]:
    """A list in rows, each category with its subcategories."""
    return tuple(
        _row(one, known, tuple(_row(sub, known) for sub in one.subcategories)) for one in known.categories
    )


def _row(one: Kind, known: CategoryList, parts: tuple[ListRow, ...] = ()) -> ListRow:
    return ListRow(
        code=one.code,
        label=one.label,
        weight=one.weight,
        status=str(STATUS[one.source_status]),
        said=tuple(_said(one, known)),
        help=one.help,
        is_part="-" in one.code,
        is_closed=one.closed,
        parts=parts,
    )


def _said(one: Kind, known: CategoryList) -> Iterator[str]:
    """Say what is special about a category or subcategory."""
    if one.closed:
        instead = one.instead and known.label_of(one.instead)
        yield _("stängd, i stället väljs %(other)s") % {"other": instead} if instead else _("stängd")
    if not getattr(one, "enabled", True) and not one.closed:
        yield _("känslig, avstängd") if getattr(one, "sensitive", False) else _("avstängd")
    if (kind := getattr(one, "kind", "incident")) != "incident":
        yield str(KINDS[kind])
    if is_local(one.code):
        yield (
            _("egen, räknas nationellt som %(code)s") % {"code": one.national}
            if one.national
            else _("egen, utan nationell motsvarighet: %(why)s") % {"why": one.no_national}
        )
    if one.formerly:
        yield _("rapporterades förut som %(codes)s") % {"codes": ", ".join(one.formerly)}


def indicator_rows(known: CategoryList) -> tuple[IndicatorRow, ...]:
    """The indicators of a list in lines."""
    return tuple(
        IndicatorRow(
            code=one.code,
            label=one.label,
            help=one.help,
            parts=", ".join(f"{known.label_of(code)} × {weight}" for code, weight in one.parts),
            limits=limits_of(one),
            is_closed=one.closed,
        )
        for one in known.indicators
    )


def limits_of(one: Indicator) -> str:
    """What an indicator is limited to; empty where it is to nothing."""
    said = []
    if one.least_severity is not None:
        said.append(_("minst allvar %(n)s") % {"n": one.least_severity})
    if one.hours is not None:
        said.append(_("klockan %(first)02d–%(last)02d") % {"first": one.hours[0], "last": one.hours[1]})
    return ", ".join(said)


def differences(before: CategoryList, after: CategoryList) -> tuple[Difference, ...]:
    """What is not the same in two lists, in the order of the later one."""
    found = []
    for code, one in after.every.items():
        said = list(_changes(before.every.get(code), one, after))
        if said:
            found.append(Difference(code=code, label=one.label, what="; ".join(said)))
    order = [code for code in after.every if code in before.every]
    if order != list(before.every):
        found.append(Difference(code="", label=_("Ordningen"), what=_("ändrad")))
    earlier = {one.code: one for one in before.indicators}
    for indicator in after.indicators:
        if earlier.get(indicator.code) != indicator:
            new = indicator.code not in earlier
            what = _("ny indikator") if new else _("stängd") if indicator.closed else _("ändrad indikator")
            found.append(Difference(code=indicator.code, label=indicator.label, what=what))
    return tuple(found)


def _changes(old: Kind | None, new: Kind, after: CategoryList) -> Iterator[str]:
    if old is None:
        yield _("ny")
        yield from _said(new, after)
        return
    if old.label != new.label:
        yield _("hette %(label)s") % {"label": old.label}
    if old.weight != new.weight:
        yield _("vikt %(before)s blir %(after)s") % {"before": old.weight, "after": new.weight}
    if (old.closed, old.instead) != (new.closed, new.instead):
        yield next(_said(new, after)) if new.closed else _("öppen igen")
    if getattr(old, "enabled", True) != getattr(new, "enabled", True):
        yield _("kan väljas") if getattr(new, "enabled", True) else _("avstängd")
    if (old.help, old.example_ok, old.example_not_ok) != (new.help, new.example_ok, new.example_not_ok):
        yield _("ny förklaring")
    if getattr(old, "words", ()) != getattr(new, "words", ()):
        yield _("nya ord från källorna")
    mapped = ("national", "no_national", "formerly")
    if any(getattr(old, name) != getattr(new, name) for name in mapped):
        yield _("räknas på ett nytt sätt")


def comparability(before: CategoryList, after: CategoryList) -> tuple[str, ...]:
    """What can be compared across a change of lists, and what cannot, in sentences."""
    walk = crosswalk(before, after)
    said = []
    for code, targets in walk.changed.items():
        if "-" in code and walk.moves.get(code.split("-")[0]) == targets:
            continue  # said of the whole category
        name, to = before.label_of(code), ", ".join(after.label_of(one) for one in targets)
        told = {
            "closed": _("%(name)s (%(code)s) slutar räknas. Det som har rapporterats finns kvar."),
            "merged": _("%(name)s (%(code)s) räknas framåt och bakåt i %(to)s."),
            "split": _(
                "%(name)s (%(code)s) blir %(to)s. Delarna går inte att räkna bakåt var för sig, men tillsammans går "
                "de att jämföra med det som var."
            ),
        }[walk.kind(code)]
        said.append(told % {"name": name, "code": code, "to": to})
    return tuple(said)


@dataclass(frozen=True, kw_only=True)
class CommentRow:
    """What somebody has said, in a line."""

    key: int
    about: str
    text: str
    by: str
    at: datetime
    is_own: bool


def comment_rows(
    comments: Iterable[CategoryComment], known: CategoryList, user_id: int
) -> tuple[CommentRow, ...]:
    """Comments in lines."""
    return tuple(
        CommentRow(
            key=one.pk,
            about=known.label_of(one.code) if one.code else "",
            text=one.text,
            by=str(one.written_by),
            at=one.written_at,
            is_own=one.written_by_id == user_id,
        )
        for one in comments
    )


def last_day(found: Tried) -> date:
    """The last day of what a proposal was tried on."""
    return found.end - timedelta(days=1)


def tried_sections(
    found: Tried, today: CategoryList, known: CategoryList
) -> tuple[tuple[str, SafeString], ...]:
    """A proposal tried, as sections of the page."""
    told = sections(found.trial, found.indicators, found.unknown, today, known)
    return tuple((one.title, mark_safe(documents.section_html(one))) for one in told)
