"""Sums of a programme are loaded from its documents, and added, changed, withdrawn and restored by its coordinator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.programme import Money as Told
from samsyn.programme import Programme as Facts
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    MoneyCertainty,
    MoneyChange,
    MoneyChangeKind,
    MoneyRow,
    Programme,
)
from samsyn_web.programmes.services.recording import record

ORE_PER_THOUSAND = 100_000
KEPT = ("programme", "key", "version", "is_withdrawn", "written_by")
"""What a row keeps when its document is read again."""


@dataclass(frozen=True, kw_only=True)
class MoneyWritten:
    """What a person writes of a sum; without an amount it is not stated."""

    side: str
    kind: str
    recipient: str
    year: int | None = None
    payer: str = ""
    purpose: str = ""
    amount_ore: int | None = None
    is_about: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        stated = MoneyCertainty.ABOUT if self.is_about else MoneyCertainty.EXACT
        return {
            "side": self.side,
            "kind": self.kind,
            "year": self.year,
            "payer": self.payer.strip(),
            "recipient": self.recipient.strip(),
            "purpose": self.purpose.strip(),
            "amount_ore": self.amount_ore,
            "certainty": str(MoneyCertainty.NOT_STATED if self.amount_ore is None else stated),
        }


def load_money(*, by: Scope | None, at: datetime, programme: Programme, facts: Facts) -> None:
    """Bring the sums that documents state in line with the facts; a row that is no longer stated goes."""
    keys = {one.key for one in facts.money}
    if len(keys) < len(facts.money):
        raise BadInput(_("Två summor har samma id: varje rad ska ha ett eget."))
    for one in facts.money:
        policies.check_told(one)
    names = [field.name for field in MoneyRow._meta.concrete_fields if not field.primary_key]
    MoneyRow.objects.filter(programme=programme).exclude(source_document="").exclude(key__in=keys).delete()
    MoneyRow.objects.bulk_create(
        [_row(by, at, programme, position, one) for position, one in enumerate(facts.money)],
        update_conflicts=True,
        unique_fields=["programme", "key"],
        update_fields=[name for name in names if name not in KEPT],
    )


@transaction.atomic
def add_money(*, by: Scope, at: datetime, programme: Programme, written: MoneyWritten) -> MoneyRow:
    """Add a sum of the coordinator's own."""
    policies.check_runs(by, programme)
    _check(written)
    Programme.objects.select_for_update().get(pk=programme.pk)  # two at once get places of their own
    last = MoneyRow.objects.filter(programme=programme).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    made = MoneyRow.objects.create(
        programme=programme,
        key=f"egen-{position}",
        position=position,
        written_by_id=by.user_id,
        written_at=at,
        **written.values,
    )
    _keep(by, at, made, MoneyChangeKind.ADDED, {})
    record(by=by, at=at, verb="programme.money_added", programme=programme)
    return made


@transaction.atomic
def change_money(*, by: Scope, at: datetime, row: MoneyRow, version: int, written: MoneyWritten) -> MoneyRow:
    """Change what is written; of two who change at once the second is asked to read again."""
    row = _locked(row)
    policies.check_can_change_money(by, row, version)
    _check(written)
    if row.is_withdrawn:
        raise Refused(_("Summan är borttagen. Ångra det först."))
    return _set(by, at, row, MoneyChangeKind.CHANGED, written.values)


@transaction.atomic
def withdraw_money(*, by: Scope, at: datetime, row: MoneyRow, reason: str) -> MoneyRow:
    """Take a sum out of every count; it stays with its history, and can be restored."""
    row = _locked(row)
    policies.check_can_change_money(by, row)
    policies.check_reason(reason)
    if row.is_withdrawn:
        raise Refused(_("Summan är redan borttagen."))
    return _set(by, at, row, MoneyChangeKind.WITHDRAWN, {"is_withdrawn": True}, reason)


@transaction.atomic
def restore_money(*, by: Scope, at: datetime, row: MoneyRow) -> MoneyRow:
    """Take a withdrawn sum into the counts again."""
    row = _locked(row)
    policies.check_can_change_money(by, row)
    if not row.is_withdrawn:
        raise Refused(_("Summan är inte borttagen."))
    return _set(by, at, row, MoneyChangeKind.RESTORED, {"is_withdrawn": False})


def _row(by: Scope | None, at: datetime, programme: Programme, position: int, one: Told) -> MoneyRow:
    return MoneyRow(
        programme=programme,
        key=one.key,
        position=position,
        side=one.side,
        kind=one.kind,
        year=one.year,
        payer=one.payer,
        recipient=one.recipient,
        purpose=one.purpose,
        amount_ore=None if one.amount_ksek is None else one.amount_ksek * ORE_PER_THOUSAND,
        certainty=MoneyCertainty.ABOUT if one.exact == "rounded" else one.exact,
        source_document=one.source.document,
        source_section=one.source.section,
        written_by_id=by.user_id if by else None,
        written_at=at,
    )


def _check(written: MoneyWritten) -> None:
    policies.check_money(
        side=written.side,
        kind=written.kind,
        year=written.year,
        recipient=written.recipient,
        texts={_("Från"): written.payer, _("För"): written.purpose},
        amount_ore=written.amount_ore,
    )


def _locked(row: MoneyRow) -> MoneyRow:
    return MoneyRow.objects.select_for_update(of=("self",)).select_related("programme").get(pk=row.pk)


def _set(
    by: Scope,
    at: datetime,
    row: MoneyRow,
    kind: MoneyChangeKind,
    values: Mapping[str, Any],
    reason: str = "",
) -> MoneyRow:
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.written_by_id, row.written_at = by.user_id, at
    row.save(update_fields=[*values, "version", "written_by", "written_at"])
    _keep(by, at, row, kind, before if kind == MoneyChangeKind.CHANGED else {}, reason)
    record(by=by, at=at, verb="programme.money_changed", programme=row.programme)
    return row


def _keep(
    by: Scope,
    at: datetime,
    row: MoneyRow,
    kind: MoneyChangeKind,
    before: Mapping[str, Any],
    reason: str = "",
) -> None:
    MoneyChange.objects.create(
        row=row,
        kind=kind,
        reason=reason.strip(),
        before=dict(before),
        changed_by_id=by.user_id,
        changed_at=at,
    )
