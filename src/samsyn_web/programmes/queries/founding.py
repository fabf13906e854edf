"""Reads of what is written of a programme itself: its history, and what uses its focus areas and formats."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import (
    Activity,
    Contribution,
    FactsChange,
    NationalInitiative,
    ParticipantPlan,
    PeerQuestion,
    QuarterlyPart,
    ReportText,
    SupportGiven,
    SupportRequest,
    Undertaking,
)
from samsyn_web.programmes.queries.programmes import programme, programmes

NAMED = 3


def facts_changes(scope: Scope, programme_id: int) -> QuerySet[FactsChange]:
    """Return what was changed of a programme's own facts, the newest first."""
    return (
        FactsChange.objects.filter(programme_id=programme_id, programme__in=programmes(scope).values("pk"))
        .select_related("changed_by")
        .order_by("-pk")
    )


def uses_of_area(scope: Scope, programme_id: int, number: int) -> list[str]:
    """Return in words what belongs to a focus area; nothing of a programme that the person may not read."""
    if programme(scope, programme_id) is None:
        return []
    of_place = {"participant__programme_id": programme_id}
    plans = ParticipantPlan.objects.filter(**of_place).select_related("participant")
    counted = (
        (_("%(n)s delar av kvartalsrapporter"), QuarterlyPart, {"report__participant__programme_id": programme_id}),
        (_("%(n)s önskemål om stöd"), SupportRequest, of_place),
        (_("%(n)s antecknade stöd"), SupportGiven, of_place),
        (_("%(n)s åtaganden"), Undertaking, of_place),
        (_("%(n)s inspel"), Contribution, {"participant__programme_id": programme_id}),
        (_("%(n)s frågor mellan kommuner"), PeerQuestion, of_place),
        (_("%(n)s nationella initiativ"), NationalInitiative, of_place),
    )  # fmt: skip
    with_it = [one.participant.name for one in plans if number in one.focus_areas]
    written = ReportText.objects.filter(programme_id=programme_id, key=f"focus_{number}").exclude(text="")
    return [
        *_activities(programme_id, Q(focus_area=number) | Q(also_in__contains=f",{number},")),
        *([_("planen för %(names)s") % {"names": _some(with_it)}] if with_it else []),
        *(
            said % {"n": n}
            for said, model, path in counted
            if (n := model.objects.filter(**path, focus_area=number).count())
        ),
        *([_("en text i slutrapporten")] if written.exists() else []),
    ]


def uses_of_format(scope: Scope, programme_id: int, number: int) -> list[str]:
    """Return in words which activities have a format."""
    if programme(scope, programme_id) is None:
        return []
    return _activities(programme_id, Q(formats__contains=f",{number},"))


def _activities(programme_id: int, condition: Q) -> list[str]:
    found = Activity.objects.filter(condition, programme_id=programme_id)
    titles = list(found.order_by("participant__position", "position").values_list("title", flat=True))
    quoted = [f"”{title}”" for title in titles]
    return [_("aktiviteten %(names)s") % {"names": _some(quoted)}] if titles else []


def _some(names: Iterable[str]) -> str:
    """Return the first names, and how many more there are."""
    listed = list(dict.fromkeys(names))
    said = ", ".join(listed[:NAMED])
    return (
        said
        if len(listed) <= NAMED
        else _("%(some)s och %(n)s till") % {"some": said, "n": len(listed) - NAMED}
    )
