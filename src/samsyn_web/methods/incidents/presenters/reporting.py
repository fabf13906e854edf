"""What the report page and the interface for reports show: the form's lists, and a reporter's own reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from samsyn.instruments.categories import Category, CategoryList
from samsyn.instruments.load import report_fields
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.places import queries as places

SENDER_SIGNS = 16


def sender_of(scope: Scope) -> str:
    """Return a name for who reports that tells nothing: a device sends only what the same person has written."""
    who = f"{scope.organisation_id}/{scope.membership_id}"
    return salted_hmac("samsyn.report.sender", who).hexdigest()[:SENDER_SIGNS]


def area_names_of(scope: Scope) -> dict[str, str]:
    """Return the names of the organisation's areas by key."""
    return dict(places.newest_areas(scope))


def place_of(sent: Submission, names: Mapping[str, str]) -> str:
    """Return where a report says that it was, in words."""
    area = names.get(sent.area, sent.area)
    parts = [sent.named_place.name if sent.named_place else "", sent.place, area]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def own_row(sent: Submission, known: CategoryList, names: Mapping[str, str]) -> dict[str, Any]:
    """Return one of a reporter's own reports, for a device."""
    return {
        "client_id": str(sent.device_id),
        "kind": sent.kind,
        "what": sent.category,
        "label": known.label_of(sent.subcategory or sent.category),
        "place": place_of(sent, names),
        "day": sent.day.isoformat(),
        "state": sent.state,
        "state_label": sent.get_state_display(),
        "answer": sent.answer,
        "received_at": sent.received_at.isoformat(),
    }


def form_lists(scope: Scope, known: CategoryList) -> dict[str, Any]:
    """Return all that a device needs to show the form: questions, categories, places and areas, with versions."""
    asked = report_fields()
    return {
        "versions": {"categories": known.version, "form": asked.version},
        "sender": sender_of(scope),
        "notices": list(asked.notices),
        "categories": [_category(one) for one in known.choosable],
        "questions": [
            {
                "code": one.code,
                "label": one.label,
                "help": one.help,
                "required": one.required,
                "max_length": one.max_length,
                "options": [
                    {"code": each.code, "label": each.label, "anchor": each.anchor} for each in one.options
                ],
            }
            for one in asked.fields
            if one.enabled and one.kind != "automatic"
        ],
        "places": [
            {"key": one.pk, "name": one.name, "area": one.area, "dwelling": one.is_dwelling}
            for one in places.named_places(scope)
        ],
        "areas": [{"key": key, "name": name} for key, name in places.newest_areas(scope)],
        "recent": queries.recent_places(scope),
    }


def _category(one: Category) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "kind": one.kind,
        "help": one.help,
        "reminder": one.reminder,
        "subcategories": [
            {"code": each.code, "label": each.label} for each in one.subcategories if each.enabled
        ],
    }
