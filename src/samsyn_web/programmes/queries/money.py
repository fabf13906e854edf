"""Reads of a programme's money: rows, their history, and the records that the final report is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from samsyn.programme import Money as Told
from samsyn.programme import Stated
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import MoneyChange, MoneyRow
from samsyn_web.programmes.queries.programmes import programmes

ORE_PER_THOUSAND = 100_000


@dataclass(frozen=True, kw_only=True)
class MoneyChosen:
    """Which sums are asked for; what is None chooses nothing away, and the year 0 is one that is not stated."""

    year: int | None = None
    kind: str | None = None
    recipient: str | None = None
    side: str | None = None

    @property
    def condition(self) -> Q:
        """What a row must meet."""
        asked = {"kind": self.kind, "recipient": self.recipient, "side": self.side}
        found = Q(**{name: value for name, value in asked.items() if value is not None})
        if self.year is not None:
            found &= Q(year=self.year) if self.year else Q(year__isnull=True)
        return found


ALL_MONEY = MoneyChosen()


def money(scope: Scope, programme_id: int, chosen: MoneyChosen = ALL_MONEY) -> QuerySet[MoneyRow]:
    """Return the sums that count: by year, those without a year last."""
    return (
        MoneyRow.objects.filter(
            chosen.condition,
            programme_id=programme_id,
            programme__in=programmes(scope).values("pk"),
            is_withdrawn=False,
        )
        .select_related("programme")
        .defer("programme__facts")
        .order_by(F("year").asc(nulls_last=True), "position")
    )


def withdrawn_money(scope: Scope, programme_id: int) -> QuerySet[MoneyRow]:
    """Return the sums that were withdrawn."""
    return MoneyRow.objects.filter(
        programme_id=programme_id, programme__in=programmes(scope).values("pk"), is_withdrawn=True
    ).order_by("position")


def money_row(scope: Scope, money_id: int) -> MoneyRow | None:
    """Return one sum, withdrawn or not, or none."""
    return (
        MoneyRow.objects.filter(pk=money_id, programme__in=programmes(scope).values("pk"))
        .select_related("programme", "written_by")
        .first()
    )


def money_changes(scope: Scope, money_id: int) -> QuerySet[MoneyChange]:
    """Return what was done to a sum, the newest first."""
    if money_row(scope, money_id) is None:
        return MoneyChange.objects.none()
    return MoneyChange.objects.filter(row_id=money_id).select_related("changed_by").order_by("-pk")


def told_money(scope: Scope, programme_id: int) -> tuple[Told, ...]:
    """Return every sum that counts as a record, in the order of the documents."""
    found = money(scope, programme_id).select_related(None)
    return tuple(_told(one) for one in found.order_by("position", "pk"))


def _told(one: MoneyRow) -> Told:
    thousands, rest = (None, 0) if one.amount_ore is None else divmod(one.amount_ore, ORE_PER_THOUSAND)
    if thousands is not None and 2 * rest >= ORE_PER_THOUSAND:
        thousands += 1
    return Told(
        key=one.key,
        kind=one.kind,
        year=one.year,
        amount_ksek=thousands,
        payer=one.payer,
        recipient=one.recipient,
        purpose=one.purpose,
        exact="rounded" if rest and one.certainty == "yes" else one.certainty,
        source=Stated(document=one.source_document, section=one.source_section),
        side=one.side,
    )
