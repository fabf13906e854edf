"""National initiatives are added, changed, withdrawn and taken back, by who leads the programme or the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import NationalInitiative, Participant, Programme
from samsyn_web.programmes.services.recording import record


@dataclass(frozen=True, kw_only=True)
class InitiativeWritten:
    """What a person writes of an initiative; without a last day it goes on until further notice."""

    supporter: str
    title: str
    source: str
    starts: date
    ends: date | None = None
    unit: str = ""
    area: str = ""
    focus_area: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row, spaces put right."""
        texts = {name: " ".join(getattr(self, name).split()) for name in TEXTS}
        return {**texts, "starts": self.starts, "ends": self.ends, "focus_area": self.focus_area}


TEXTS = ("supporter", "title", "source", "unit", "area")


@transaction.atomic
def add_initiative(
    *, by: Scope, at: datetime, participant: Participant, written: InitiativeWritten
) -> NationalInitiative:
    """Add what somebody supports a participant with."""
    policies.check_works_with(by, participant)
    values = _checked(participant.programme, written)
    made = NationalInitiative(participant=participant, written_by_id=by.user_id, written_at=at, **values)
    made.save(force_insert=True)
    record(by=by, at=at, verb="programme.initiative_added", programme=participant.programme)
    return made


@transaction.atomic
def change_initiative(
    *, by: Scope, at: datetime, initiative: NationalInitiative, version: int, written: InitiativeWritten
) -> NationalInitiative:
    """Change what is written; of two who change at once the second is asked to read again."""
    initiative = _locked(initiative)
    policies.check_changes_initiative(by, initiative, version)
    if initiative.is_withdrawn:
        raise Refused(_("Initiativet är borttaget. Ångra det först."))
    return _set(by, at, initiative, "changed", _checked(initiative.participant.programme, written))


@transaction.atomic
def withdraw_initiative(*, by: Scope, at: datetime, initiative: NationalInitiative) -> NationalInitiative:
    """Take an initiative out of every count; it can be taken back."""
    initiative = _locked(initiative)
    policies.check_changes_initiative(by, initiative)
    if initiative.is_withdrawn:
        raise Refused(_("Initiativet är redan borttaget."))
    return _set(by, at, initiative, "withdrawn", {"is_withdrawn": True})


@transaction.atomic
def restore_initiative(*, by: Scope, at: datetime, initiative: NationalInitiative) -> NationalInitiative:
    """Take an initiative back."""
    initiative = _locked(initiative)
    policies.check_changes_initiative(by, initiative)
    if not initiative.is_withdrawn:
        raise Refused(_("Initiativet är inte borttaget."))
    return _set(by, at, initiative, "restored", {"is_withdrawn": False})


def _checked(programme: Programme, written: InitiativeWritten) -> dict[str, Any]:
    values = written.values
    policies.check_initiative(
        programme,
        needed={
            _("Vem som ger stödet"): values["supporter"],
            _("Vad stödet är"): values["title"],
            _("Var uppgiften kommer från"): values["source"],
        },
        texts={_("Enhet"): values["unit"], _("Område"): values["area"]},
        focus_area=values["focus_area"],
        starts=values["starts"],
        ends=values["ends"],
    )
    return values


def _locked(initiative: NationalInitiative) -> NationalInitiative:
    found = NationalInitiative.objects.select_for_update(of=("self",))
    return found.select_related("participant__programme").get(pk=initiative.pk)


def _set(
    by: Scope, at: datetime, initiative: NationalInitiative, what: str, values: dict[str, Any]
) -> NationalInitiative:
    for name, value in values.items():
        setattr(initiative, name, value)
    initiative.version += 1
    initiative.written_by_id, initiative.written_at = by.user_id, at
    initiative.save(update_fields=[*values, "version", "written_by", "written_at"])
    programme = initiative.participant.programme
    record(by=by, at=at, verb=f"programme.initiative_{what}", programme=programme)
    return initiative
