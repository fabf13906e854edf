"""What is written of a programme itself, as a page tells it, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.programme import STANDARD_FORMATS, Programme
from samsyn_web.base import words
from samsyn_web.programmes.models import FactsChange

DAYS, MONTHS, LISTS = ("commissioned_on", "report_due_on"), ("starts", "ends"), ("focus_areas", "formats")


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """One thing that is known of a programme; several lines where it is a list."""

    term: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FactsChangeRow:
    """When something was changed, by whom, and what it was."""

    at: datetime
    by: str
    before: tuple[FactLine, ...]


def fact_lines(facts: Programme) -> tuple[FactLine, ...]:
    """Return what is known of a programme; what is not is said so."""
    given: dict[str, Any] = {
        "name": facts.name,
        "short_name": facts.short_name,
        "reference": facts.reference,
        **{name: facts.more.get(name, "") for name in ("commissioner", *DAYS[:1], *MONTHS, *DAYS[1:])},
        "focus_areas": facts.focus_areas,
        "formats": facts.formats,
    }
    return tuple(_line(name, value) for name, value in given.items())


def facts_values(facts: Programme, version: int) -> dict[str, Any]:
    """Return a programme as the form that changes it begins."""
    names = ("commissioner", *DAYS, *MONTHS)
    return {
        "name": facts.name,
        "short_name": facts.short_name,
        "reference": facts.reference,
        **{name: facts.more.get(name, "") for name in names},
        "focus_areas": "\n".join(_numbered(facts.focus_areas)),
        "formats": "\n".join(_numbered(facts.formats)),
        "version": version,
    }


def new_programme() -> dict[str, Any]:
    """Return what the form of a new programme begins with: our own classification, and nothing else."""
    return {"formats": "\n".join(_numbered(STANDARD_FORMATS))}


def facts_change_rows(found: Iterable[FactsChange]) -> tuple[FactsChangeRow, ...]:
    """Return the history: of each thing that was changed, what it was."""
    return tuple(
        FactsChangeRow(
            at=one.changed_at,
            by=str(one.changed_by) if one.changed_by else _("ny inläsning av programmets filer"),
            before=tuple(_line(name, one.before[name]) for name in _terms() if name in one.before),
        )
        for one in found
    )


def _terms() -> Mapping[str, str]:
    return {
        "name": _("Programmets namn"),
        "short_name": _("Kort namn"),
        "reference": _("Diarienummer"),
        "commissioner": _("Uppdragsgivare"),
        "commissioned_on": _("Uppdraget gavs"),
        "starts": _("Programmet börjar"),
        "ends": _("Programmet slutar"),
        "report_due_on": _("Slutrapporten lämnas senast"),
        "focus_areas": _("Fokusområden"),
        "formats": _("Format för aktiviteter, vår klassning"),
    }


def _line(name: str, value: Any) -> FactLine:
    if name in LISTS:
        lines = _numbered({int(number): said for number, said in value.items()})
    else:
        lines = [_said(name, str(value)) if value else _("ej angivet")]
    return FactLine(term=_terms()[name], lines=tuple(lines))


def _said(name: str, text: str) -> str:
    try:
        if name in DAYS:
            return words.day(date.fromisoformat(text))
        if name in MONTHS:
            return date_format(date.fromisoformat(f"{text}-01"), "F Y")
    except ValueError:
        return text  # as the documents state it
    return text


def _numbered(listed: Mapping[int, str]) -> list[str]:
    return [f"{number}. {name}" for number, name in sorted(listed.items())]
