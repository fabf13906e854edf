"""A programme's status on one page: the same cells for the screen, with the way behind them, and for print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.documents import Document, document
from samsyn.programme import Programme
from samsyn.programme.load import WeekLoad, weekly_load
from samsyn_web.base import words
from samsyn_web.programmes.models import MoneyKind, MoneySide, Participant
from samsyn_web.programmes.models.participation import Phase
from samsyn_web.programmes.presenters.addresses import Ways, ways_behind
from samsyn_web.programmes.presenters.home import notice
from samsyn_web.programmes.presenters.money import amount
from samsyn_web.programmes.presenters.quarter_clock import stand_words
from samsyn_web.programmes.presenters.stated import stated_readiness, stated_vacancies
from samsyn_web.programmes.queries import Asked, Status

BAD = "▲"
NAMED = 5


@dataclass(frozen=True, kw_only=True)
class StatusCell:
    """A figure with the way to what is behind it; `why` is the reason where nothing is stated."""

    text: str
    href: str
    is_bad: bool = False
    why: str = ""

    @property
    def printed(self) -> str:
        """The cell without colour or link."""
        return f"{BAD} {self.text}" if self.is_bad else self.text


@dataclass(frozen=True, kw_only=True)
class StatusPage:
    """The page: a sentence, headings, a row per municipality, and what is not stated and why."""

    sentence: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[StatusCell, ...]], ...]
    refusals: tuple[str, ...]


def status_page(programme_id: int, facts: Programme, found: Status, *, retold: bool) -> StatusPage:
    """Return how every municipality stands, in the programme's order."""
    loads: dict[str, WeekLoad] = {}
    for one in weekly_load(found.tasks):
        if one.municipality not in loads or one.hours > loads[one.municipality].hours:
            loads[one.municipality] = one
    reports: dict[int, list[Asked]] = {}
    for asked in found.asked:
        reports.setdefault(asked.participant_id, []).append(asked)
    readiness, vacancies, ways = stated_readiness(facts), stated_vacancies(facts), ways_behind(programme_id)
    rows = tuple(
        (
            place.name,
            ways.participant(place.pk),
            (
                _phase(ways, place, found, retold),
                *_reports(ways, reports.get(place.pk, ())),
                _requests(ways, found.open_requests.get(place.pk, 0), retold),
                _load(ways, loads.get(place.name), found),
                _vacancy(ways, place, found, vacancies.get(place.key, "")),
                _money(ways, place.name, found.sums.get(place.name, {})),
                _measured(ways, readiness.get(place.key, "")),
            ),
        )
        for place in found.participants
    )
    heads = (
        _("Fas"),
        _("Senaste rapport"),
        _("Sena rapporter"),
        _("Öppna begäran om stöd"),
        _("Belastning mot gräns"),
        _("Lokal projektledare"),
        _("Utfall mot budget, tusen kronor"),
        _("Beredskap, som den är angiven"),
    )
    return StatusPage(sentence=_sentence(found), heads=heads, rows=rows, refusals=_refusals(heads, rows))


def _sentence(found: Status) -> str:
    late = len({one.participant_id for one in found.asked if one.stand.is_late})
    vacant = sum(day is not None for day in found.vacant.values())
    given = {
        "n": len(found.participants),
        "late": late,
        "vacant": vacant,
        "open": sum(found.open_requests.values()),
    }
    return (
        _(
            "%(n)s kommuner: %(late)s har en sen rapport, %(open)s begäran om stöd är öppna "
            "och %(vacant)s saknar projektledare."
        )
        % given
    )


def _not_stated(href: str, why: str) -> StatusCell:
    return StatusCell(text=_("ej angivet"), href=href, why=why)


def _phase(ways: Ways, place: Participant, found: Status, retold: bool) -> StatusCell:
    href = ways.progress(place.pk)
    if place.pk in found.phases:
        return StatusCell(text=str(Phase(found.phases[place.pk]).label), href=href)
    why = _("dokumenten anger ingen fas per kommun") if retold else _("ingen fas har börjat")
    return _not_stated(href, why)


def _reports(ways: Ways, asked: Sequence[Asked]) -> tuple[StatusCell, StatusCell]:
    page = ways.quarters
    if not asked:
        why = _("ingen kvartalsrapport är begärd")
        return _not_stated(page, why), _not_stated(page, why)
    late = [one for one in asked if one.stand.is_late]
    oldest = min(late, key=lambda one: one.due) if late else None
    done = [one for one in asked if one.handed_in is not None]
    last = max(done, key=lambda one: one.quarter) if done else None
    return (
        StatusCell(
            text=f"{words.period(last.quarter)} ({words.day(last.handed_in)})",
            href=ways.report(last.report_id),
        )
        if last is not None and last.handed_in is not None
        else _not_stated(page, _("ingen rapport är inlämnad")),
        StatusCell(
            text=f"{len(late)} ({stand_words(oldest.stand)})" if oldest else "0",
            href=ways.report(oldest.report_id) if oldest else page,
            is_bad=bool(late),
        ),
    )


def _requests(ways: Ways, n: int, retold: bool) -> StatusCell:
    if retold:
        return _not_stated(ways.support, _("dokumenten anger inte vad varje kommun bad om"))
    return StatusCell(text=words.number(n), href=ways.support)


def _load(ways: Ways, most: WeekLoad | None, found: Status) -> StatusCell:
    if most is None:
        return _not_stated(ways.load, _("inget åtagande är antecknat de närmaste åtta veckorna"))
    given = {
        "hours": _hours(most.hours),
        "function": most.function,
        "week": most.week.isocalendar().week,
    }
    if found.limit is None:
        said = _("%(hours)s tim, vecka %(week)s (%(function)s), ingen gräns")
        return StatusCell(text=said % given, href=ways.load)
    limit = float(found.limit.hours_per_week)
    said = _("%(hours)s av %(limit)s tim, vecka %(week)s (%(function)s)") % {**given, "limit": _hours(limit)}
    return StatusCell(text=said, href=ways.load, is_bad=most.hours > limit)


def _hours(hours: float) -> str:
    return words.number(hours, 0 if hours == int(hours) else 1)


def _vacancy(ways: Ways, place: Participant, found: Status, stated: str) -> StatusCell:
    href = ways.progress(place.pk)
    if not found.sees_vacancies:
        return _not_stated(href, _("bara den som samordnar programmet ser det"))
    if place.pk not in found.vacant and stated:
        return StatusCell(text=stated, href=ways.programme)
    if place.pk not in found.vacant:
        return _not_stated(href, _("det är inte antecknat om funktionen är besatt"))
    since: date | None = found.vacant[place.pk]
    if since is None:
        return StatusCell(text=_("på plats"), href=href)
    return StatusCell(text=_("vakant sedan %(day)s") % {"day": words.day(since)}, href=href, is_bad=True)


def _money(ways: Ways, name: str, sums: Mapping[str, Mapping[str, int | None]]) -> StatusCell:
    """Return outcome against budget, each kind by itself; nothing is summed over what is not stated."""
    if not sums:
        return _not_stated(ways.money, _("inga summor står på kommunen"))
    href = f"{ways.money}?{urlencode({'per': 'mottagare', 'mottagare': name})}"
    said, is_bad = [], False
    for kind in (one for one in MoneyKind.values if one in sums):
        paid, planned = sums[kind].get(MoneySide.OUTCOME), sums[kind].get(MoneySide.BUDGET)
        if paid is None and planned is None:
            continue
        is_bad = is_bad or (paid is not None and planned is not None and paid > planned)
        given = {"paid": amount(paid, exact=False), "planned": amount(planned, exact=False)}
        said.append(f"{MoneyKind(kind).label}: " + _("%(paid)s av %(planned)s") % given)
    if not said:
        return _not_stated(href, _("summorna är inte angivna"))
    return StatusCell(text="; ".join(said), href=href, is_bad=is_bad)


def _measured(ways: Ways, said: str) -> StatusCell:
    if said:
        return StatusCell(text=said, href=ways.measured)
    return _not_stated(ways.measured, _("ingen mätning är angiven"))


def _refusals(heads: Sequence[str], rows: Sequence[tuple[str, str, Sequence[StatusCell]]]) -> tuple[str, ...]:
    """Return for each column what is not stated, why, and of whom."""
    told: dict[tuple[int, str], list[str]] = {}
    for name, _href, cells in rows:
        for place, cell in enumerate(cells):
            if cell.why:
                told.setdefault((place, cell.why), []).append(name)
    said = []
    for (place, why), names in sorted(told.items()):
        if len(names) == len(rows):
            who = _("alla")
        else:
            who = ", ".join(names[:NAMED])
            if len(names) > NAMED:
                who += _(" och %(n)s till") % {"n": len(names) - NAMED}
        said.append(_("%(what)s: %(why)s (%(who)s).") % {"what": heads[place], "why": why, "who": who})
    return tuple(said)


def status_document(facts: Programme, page: StatusPage, today: date, ahead: Sequence[str] = ()) -> Document:
    """Return the page as a document that lies down; `ahead` is what the whole programme does next."""
    columns = (Column(label=_("Kommun")), *(Column(label=head) for head in page.heads))
    rows = tuple((name, *(cell.printed for cell in cells)) for name, _href, cells in page.rows)
    table = DataTable(
        key="status",
        caption=_("Läget i varje kommun"),
        columns=columns,
        rows=rows,
        note=_("▲ något att ta upp"),
    )
    section = Section(
        key="status",
        title=_("Läget %(day)s") % {"day": words.day(today)},
        lead="",  # the first page says it
        paragraphs=(_("Härnäst tillsammans: %(what)s.") % {"what": "; ".join(ahead)},) if ahead else (),
        tables=(table,),
        method=" ".join((_("Det här är inte angivet."), *page.refusals)) if page.refusals else "",
    )
    return document(
        title=_("Programmets läge"),
        subtitle=page.sentence,
        edition=Edition.INTERNAL,
        sections=(section,),
        meta={"notice": notice(facts)},
        kind=(facts.name, _("Varje tal går att öppna på programmets sida.")),
        wide=True,
    )
