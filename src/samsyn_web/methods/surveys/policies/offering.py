"""Which forms may be chosen beside those that Samsyn comes with: later steps offer what they have taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from samsyn.instruments.surveys import SurveyForm
from samsyn_web.base.scope import Scope

Offers = Callable[[Scope], Iterable[SurveyForm]]
_offers: dict[str, Offers] = {}


def register_forms(name: str, find: Offers) -> None:
    """Let an app offer forms, from its `apps.py`; each has a key of its own and says where it came from."""
    _offers[name] = find


def offered_forms(scope: Scope) -> tuple[SurveyForm, ...]:
    """Return the forms that other apps offer the asker."""
    return tuple(one for name in sorted(_offers) for one in _offers[name](scope))
