"""What the pages of the register show: what it holds, what an intake would do, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.files import Reading
from samsyn.methods.incidents.words import category_label
from samsyn_web.base import words
from samsyn_web.methods.incidents.queries import Held
from samsyn_web.observations.models import Intake, IntakeState

SHOWN_ROWS = 25
KIND_WORDS = {
    "incident": gettext_lazy("rapporter"),
    "zero": gettext_lazy("nollrapporter"),
    "positive": gettext_lazy("positiva iakttagelser"),
    "repeat": gettext_lazy("berättade igen"),
}


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    """A source of the register, in a line."""

    key: int
    name: str
    href: str
    rows: str
    span: str
    intakes: str
    latest: datetime | None
    areas: str


@dataclass(frozen=True, kw_only=True)
class IntakeRow:
    """An intake, in a line."""

    href: str
    file: str
    source: str
    said: str
    at: datetime
    by: str
    state: str
    can_undo: bool


@dataclass(frozen=True, kw_only=True)
class DryRun:
    """What writing an intake would do."""

    sentence: str
    facts: tuple[tuple[str, str], ...]
    verb: str
    adds: bool
    problems: tuple[tuple[str, str, str, str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What an intake did."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    left_out: str
    state: str
    can_undo: bool
    source_id: int | None


def held_rows(found: Iterable[Held]) -> tuple[HeldRow, ...]:
    """What the register holds of each source."""
    return tuple(
        HeldRow(
            key=one.source.pk,
            name=one.source.name,
            href=reverse("incidents:source", args=[one.source.pk]),
            rows=words.number(one.rows),
            span=span_text(one.first, one.last),
            intakes=words.number(one.intakes),
            latest=one.latest.committed_at if one.latest else None,
            areas=str(one.source.area_version or _("enligt filerna")),
        )
        for one in found
    )


def span_text(first: Any, last: Any) -> str:
    """A span of days in words."""
    return f"{words.day(first)}–{words.day(last)}" if first and last else "–"


def intake_rows(found: Iterable[Intake], newest: Mapping[int, int]) -> tuple[IntakeRow, ...]:
    """Intakes in lines; `newest` is the intake of each source that may be undone."""
    return tuple(
        IntakeRow(
            href=reverse("incidents:intake", args=[one.pk]),
            file=one.attachment.name,
            source=str(one.source or ""),
            said=_said(one),
            at=one.undone_at or one.committed_at or one.opened_at,
            by=str(one.undone_by or one.committed_by or one.opened_by),
            state=one.state,
            can_undo=one.state == IntakeState.COMMITTED and newest.get(one.source_id or 0) == one.pk,
        )
        for one in found
    )


def _said(intake: Intake) -> str:
    match intake.state:
        case IntakeState.COMMITTED:
            return _("%(new)s nya rader") % {"new": words.number(int(intake.receipt.get("new", 0)))}
        case IntakeState.UNDONE:
            return _("ångrad")
        case IntakeState.COMMITTING:
            return _("läses in")
    if intake.problem:
        return _("behöver hjälp")
    return (
        _("%(rows)s rader väntar") % {"rows": words.number(intake.rows_used)}
        if intake.is_read
        else _("inte läst")
    )


def newest_of_sources(found: Iterable[Intake]) -> dict[int, int]:
    """Source → its newest intake that is committed, from intakes in the order that they were written."""
    return {one.source_id: one.pk for one in found if one.source_id is not None}


def dry_run(
    intake: Intake, reading: Reading, *, new: int, changed: int, same: int, left_out: pl.DataFrame
) -> DryRun:
    """What writing an intake would do, in words."""
    out = sum(one.count for one in reading.left_out)
    reasons = {one.key: one.reason for one in reading.left_out}
    own = [name for name in left_out.columns if name not in ("row", "reason")]
    gone = set(left_out["row"])
    return DryRun(
        sentence=_would(new, changed, same, out),
        facts=tuple(
            (term, words.number(n))
            for term, n in (
                (_("Rader i filen"), reading.rows_read),
                (_("Nya i registret"), new),
                (_("Ändrade i källan sedan förra filen"), changed),
                (_("Finns redan, läses inte in igen"), same),
                (_("Går inte att använda"), out),
            )
        ),
        verb=_verb(new, changed),
        adds=new + changed > 0,
        problems=tuple(
            (
                one.column,
                one.found or "",
                one.expected,
                words.number(one.count),
                _some(one.rows or (one.row,), one.count),
            )
            for one in reading.problems
            if not gone.issuperset(one.rows or (one.row,))  # those rows are told of as left out
        ),
        left_out=tuple((one.reason, words.number(one.count)) for one in reading.left_out),
        headings=(_("Rad"), _("Varför"), *own),
        rows=tuple(
            (
                str(row["row"]),
                words.swedish(reasons.get(row["reason"], row["reason"])),
                *(_short(row[name]) for name in own),
            )
            for row in left_out.head(SHOWN_ROWS).iter_rows(named=True)
        ),
        more=words.number(left_out.height - SHOWN_ROWS) if left_out.height > SHOWN_ROWS else "",
    )


def _would(new: int, changed: int, same: int, out: int) -> str:
    if not new + changed:
        return (
            _("Filen tillför inget nytt: alla rader som går att använda finns redan.")
            if same
            else _("Ingen rad i filen går att använda.")
        )
    said = _("%(new)s rader läses in.") % {"new": words.number(new + changed)}
    if out:
        said += " " + _("%(out)s går inte att använda och lämnas utanför; de står nedan.") % {
            "out": words.number(out)
        }
    return said


def _verb(new: int, changed: int) -> str:
    n = new + changed
    return _("Läs in 1 rad") if n == 1 else _("Läs in %(n)s rader") % {"n": words.number(n)}


def _some(rows: Sequence[int], count: int) -> str:
    text = ", ".join(str(row) for row in rows[:12])
    more = count - len(rows[:12])
    return _("%(rows)s och %(more)s till") % {"rows": text, "more": words.number(more)} if more > 0 else text


def _short(cell: str | None) -> str:
    text = cell or ""
    return text if len(text) <= 60 else f"{text[:59]}…"


def left_out_csv(rows: pl.DataFrame, reasons: Mapping[str, str]) -> bytes:
    """Rows that could not be used, as CSV for a Swedish spreadsheet; a text that would be a formula there is quoted."""
    row, why = _("rad"), _("varför")
    own = {
        name: f"{name} (fil)" for name in rows.columns if name in (row, why)
    }  # the file's own columns of the names
    told = rows.with_columns(pl.col("reason").replace(dict(reasons))).rename(own)
    return spreadsheet_csv(told.rename({"row": row, "reason": why}))


def receipt(intake: Intake, names: Mapping[str, str], *, can_undo: bool) -> Receipt:
    """What an intake did, in words; `names` are those of the areas."""
    told = intake.receipt
    new, changed, same = (int(told.get(name, 0)) for name in ("new", "changed", "same"))
    facts = [
        (_("Källa"), str(intake.source or "")),
        (_("Rader i filen"), words.number(int(told.get("read", 0)))),
        (_("Nya i registret"), words.number(new)),
        (_("Ändrade i källan"), words.number(changed)),
        (_("Fanns redan"), words.number(same)),
        (_("Gick inte att använda"), words.number(int(told.get("left_out", 0)))),
        *((KIND_WORDS[kind].capitalize(), words.number(n)) for kind, n in told.get("kinds", ())),
        (_("Dagar"), _days(told)),
        (_("Områden"), str(intake.area_version or _("enligt filen"))),
        (_("Digest"), intake.attachment.sha256),
    ]
    undone = intake.state == IntakeState.UNDONE
    return Receipt(
        title=_("Inläsningen är ångrad") if undone else _("Filen är inläst"),
        sentence=(
            _("Raderna räknas inte längre. Lägesbilder som redan är frysta ändras inte.")
            if undone
            else _done(new, changed, same)
        ),
        facts=tuple((term, text) for term, text in facts if text and text != "0"),
        areas=tuple(
            (names.get(key or "", key or _("utan område")), words.number(n))
            for key, n in told.get("areas", ())
        ),
        categories=tuple((category_label(key), words.number(n)) for key, n in told.get("categories", ())),
        left_out=words.number(int(told.get("left_out", 0))) if intake.left_out_id else "",
        state=intake.state,
        can_undo=can_undo,
        source_id=intake.source_id,
    )


def _days(told: Mapping[str, Any]) -> str:
    first, last = told.get("first_day"), told.get("last_day")
    return span_text(date.fromisoformat(first), date.fromisoformat(last)) if first and last else ""


def _done(new: int, changed: int, same: int) -> str:
    if not new + changed:
        return _("Inget nytt: alla rader fanns redan i registret.")
    said = _("%(new)s rader är nya i registret.") % {"new": words.number(new)}
    if changed:
        said += " " + _("%(changed)s rader har ändrats i källan och ersatte de gamla.") % {
            "changed": words.number(changed)
        }
    if same:
        said += " " + _("%(same)s fanns redan.") % {"same": words.number(same)}
    return said
