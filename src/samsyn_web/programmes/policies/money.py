"""What may be written of a programme's money, and which rows may be changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.programme import Money as Told
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import MoneyCertainty, MoneyKind, MoneyRow, MoneySide
from samsyn_web.programmes.policies.programmes import check_runs, runs

FIRST_YEAR, LAST_YEAR = 1990, 2100


def can_change_money(scope: Scope, row: MoneyRow) -> bool:
    """Whether the person may change a sum: the programme's coordinator may, where no document states it."""
    return runs(scope, row.programme) and not row.is_sourced


def check_can_change_money(scope: Scope, row: MoneyRow, version: int | None = None) -> None:
    """Raise unless the person may change a sum, and has seen it as it stands."""
    check_runs(scope, row.programme)
    if row.is_sourced:
        raise Refused(_("Summan står i ett dokument och ändras inte här."))
    if version is not None and row.version != version:
        raise Refused(_("Någon annan har ändrat summan sedan du öppnade den. Läs om sidan."))


def check_money(
    *, side: str, kind: str, year: int | None, recipient: str, texts: dict[str, str], amount_ore: int | None
) -> None:
    """Raise unless a sum says what it is and who has it, is not below zero, and points at nobody."""
    if side not in MoneySide.values or kind not in MoneyKind.values:
        raise BadInput(_("Välj anslag, budget eller utfall, och vilket slag det är."))
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(
            _("Året ska vara mellan %(first)s och %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    if not recipient.strip():
        raise BadInput(_("Skriv vem pengarna går till."))
    if amount_ore is not None and amount_ore < 0:
        raise BadInput(_("Summan kan inte vara mindre än noll."))
    check_text(recipient, _("Till"), 200)
    for name, text in texts.items():
        check_text(text, name, 200)


def check_told(one: Told) -> None:
    """Raise unless a sum that a document states is of a known kind, and has an amount just where one is stated."""
    if one.side not in MoneySide.values or one.kind not in MoneyKind.values:
        raise BadInput(_("Summan %(key)s har ett slag som inte finns.") % {"key": one.key})
    stated = one.exact != MoneyCertainty.NOT_STATED
    if one.exact not in (*MoneyCertainty.values, "rounded") or stated != (one.amount_ksek is not None):
        raise BadInput(
            _("Summan %(key)s ska ha en summa om den är angiven, och ingen annars.") % {"key": one.key}
        )
