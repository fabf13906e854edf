"""A programme is begun here, with nothing but what its coordinator writes, and what is written of it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from json import dumps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.programme import Programme as Facts
from samsyn.programme import to_plain
from samsyn_web.base.scope import Scope
from samsyn_web.people import queries as people
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import FactsChange, Programme
from samsyn_web.programmes.services.recording import record

OWN = ("name", "short_name", "reference", "focus_areas", "formats")
MORE = ("commissioner", "commissioned_on", "starts", "ends", "report_due_on")


@dataclass(frozen=True, kw_only=True)
class Founded:
    """What a coordinator writes of a programme; months are as 2027-03, and what is not known is empty."""

    name: str
    short_name: str
    focus_areas: Mapping[int, str]
    formats: Mapping[int, str]
    reference: str = ""
    commissioner: str = ""
    commissioned_on: date | None = None
    starts: str = ""
    ends: str = ""
    report_due_on: date | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What is written, as it stands in the facts of a programme."""
        return {
            "name": self.name.strip(),
            "short_name": self.short_name.strip(),
            "reference": self.reference.strip(),
            "focus_areas": {str(number): name for number, name in sorted(self.focus_areas.items())},
            "formats": {str(number): name for number, name in sorted(self.formats.items())},
        }

    @property
    def stated(self) -> dict[str, str]:
        """What is written of its course; what is not known is left out."""
        days = {
            name: day.isoformat()
            for name, day in (
                ("commissioned_on", self.commissioned_on),
                ("report_due_on", self.report_due_on),
            )
            if day
        }
        texts = {"commissioner": self.commissioner.strip(), "starts": self.starts, "ends": self.ends}
        return {**{name: text for name, text in texts.items() if text}, **days}


@transaction.atomic
def found_programme(*, by: Scope, at: datetime, founded: Founded) -> Programme:
    """Begin a programme: it has what is written and nothing else, no municipality, no activity, no source."""
    policies.check_founds(by)
    _check(founded)
    organisation = people.organisation(by)
    _check_free(organisation.pk, founded, 0)
    written = founded.facts
    plain = to_plain(
        Facts(
            **written,
            is_fictional=organisation.is_demo,
            municipalities=(),
            activities=(),
            more={
                **founded.stated,
                "coordinator": organisation.name,
                "formats_status": "own_classification",
            },
        )
    )
    made = Programme.objects.create(
        organisation=organisation,
        name=written["name"],
        short_name=written["short_name"],
        reference=written["reference"],
        is_fictional=organisation.is_demo,
        facts=plain,
        digest=sha256(dumps(plain, sort_keys=True).encode()).hexdigest(),
        loaded_by_id=by.user_id,
        loaded_at=at,
    )
    record(by=by, at=at, verb="programme.founded", programme=made)
    return made


@transaction.atomic
def change_programme(
    *, by: Scope, at: datetime, programme: Programme, version: int, founded: Founded
) -> Programme:
    """Change what is written of a programme; of two who change at once the second is asked to read again."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    policies.check_works_on(by, programme)
    if version != FactsChange.objects.filter(programme=programme).count():
        raise Refused(_("Någon annan har ändrat uppgifterna sedan du öppnade dem. Läs om sidan."))
    _check(founded)
    _check_free(programme.organisation_id, founded, programme.pk)
    _check_used(by, programme, founded)
    facts = dict(programme.facts)
    more = {name: value for name, value in facts["more"].items() if name not in MORE}
    changed = {**facts, **founded.facts, "more": {**more, **founded.stated}}
    if not keep_facts(by=by, at=at, programme=programme, facts=changed):
        return programme
    programme.facts = changed
    programme.name, programme.short_name = changed["name"], changed["short_name"]
    programme.reference = changed["reference"]
    programme.save(update_fields=["facts", "name", "short_name", "reference"])
    record(by=by, at=at, verb="programme.facts_changed", programme=programme)
    return programme


def keep_facts(*, by: Scope | None, at: datetime, programme: Programme, facts: Mapping[str, Any]) -> bool:
    """Keep what the programme's own facts were before they become others; returns whether any of them changes."""
    was = {**{name: programme.facts.get(name) for name in OWN}, **_course(programme.facts)}
    will = {**{name: facts.get(name) for name in OWN}, **_course(facts)}
    before = {name: value for name, value in was.items() if value != will[name]}
    if before:
        FactsChange.objects.create(
            programme=programme, before=before, changed_by_id=by.user_id if by else None, changed_at=at
        )
    return bool(before)


def _course(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts.get("more", {}).get(name, "") for name in MORE}


def _check(founded: Founded) -> None:
    texts = {_("Diarienumret"): founded.reference.strip(), _("Uppdragsgivaren"): founded.commissioner.strip()}
    policies.check_named(founded.name.strip(), founded.short_name.strip(), texts)
    policies.check_listed(founded.focus_areas, founded.formats)
    policies.check_course(founded.starts, founded.ends, founded.report_due_on)


def _check_free(organisation_id: int, founded: Founded, own: int) -> None:
    name = founded.short_name.strip()
    there = Programme.objects.filter(organisation_id=organisation_id, short_name=name).exclude(pk=own)
    policies.check_free(name, there.first())


def _check_used(by: Scope, programme: Programme, founded: Founded) -> None:
    """Refuse to take away a focus area or format that something belongs to."""
    used: dict[str, list[str]] = {}
    for listed, kept, uses in (
        (programme.facts["focus_areas"], founded.focus_areas, queries.uses_of_area),
        (programme.facts["formats"], founded.formats, queries.uses_of_format),
    ):
        for number, name in listed.items():
            if int(number) not in kept and (what := uses(by, programme.pk, int(number))):
                used[f"{number}. {name}"] = what
    policies.check_still_used(used)
