"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samsyn_web.base.registry import methods_for
from samsyn_web.config.menu import menu_of
from samsyn_web.people import queries as people


def house(request: HttpRequest) -> dict[str, Any]:
    """
    Give every template what it may need.

    `scope`, `organisation` (name, is_demo), `menu`, `methods`, `is_demo`, and `directories` to sign in by.
    """
    scope = getattr(request, "scope", None)
    organisation = people.organisation(scope) if scope else None
    return {
        "scope": scope,
        "organisation": organisation,
        "menu": menu_of(request, scope, kind=organisation.kind) if scope and organisation else None,
        "methods": methods_for(scope),
        "is_demo": settings.IS_DEMO,
        "directories": [(key, one.name) for key, one in settings.DIRECTORIES.items()],
    }
