"""The report page: its questions with what has been chosen, and the words that its scripts say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samsyn import __version__, guard
from samsyn.instruments.categories import CategoryList
from samsyn.instruments.load import report_fields
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import queries
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.methods.incidents.presenters.reporting import area_names_of, place_of
from samsyn_web.places import queries as places

AS_TEXT = ("time_from", "time_to", "lon", "lat")
FIRST = 6  # places that stand open; the others are a tap away
MODULES = ("main", "form", "places", "text", "queue", "send", "state", "waiting", "waiting_page", "install")
FILES = (
    "css/tokens.css", "incidents/report/report.css",
    *(f"incidents/report/{name}.js" for name in MODULES),
    "incidents/report/icon.svg", "incidents/report/icon-192.png", "js/guard.js", "js/guard-rules.js",
)  # fmt: skip
WORKER = "incidents/report/worker.js"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: str
    about: str = ""
    kind: str = ""
    checked: bool = False
    finer: tuple[Choice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """The questions of the page, each with its answers."""

    what: tuple[Choice, ...]
    first: tuple[Choice, ...]
    places: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    when: tuple[Choice, ...]
    severity: tuple[Choice, ...]
    basis: tuple[Choice, ...]
    extent: tuple[Choice, ...]
    recurring: tuple[Choice, ...]
    done: tuple[Choice, ...]
    needs: tuple[Choice, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    more_open: bool = False

    @property
    def others(self) -> int:
        """How many places and areas are a tap away."""
        return len(self.places) + len(self.areas)


def report_page(scope: Scope, known: CategoryList, values: Mapping[str, Any]) -> ReportPage:
    """Return the page with what has been chosen; places used lately stand first."""
    named = {one.pk: one for one in places.named_places(scope)}
    lately = [key for key in queries.recent_places(scope) if key in named]
    first = [*lately, *(key for key in named if key not in lately)][:FIRST]
    where = str(values.get("where") or "")
    chosen = {name: str(values.get(name) or "") for name in ("what", "detail", "when", *OPTIONS)}

    def place(key: int) -> Choice:
        value = f"p:{key}"
        return Choice(value=value, label=named[key].name, checked=value == where)

    areas = tuple(
        Choice(value=f"a:{key}", label=name, checked=f"a:{key}" == where)
        for key, name in places.newest_areas(scope)
    )
    room = 0 if named else FIRST  # where no places have names, areas stand open
    return ReportPage(
        what=tuple(
            Choice(
                value=one.code,
                label=one.label,
                about=one.help,
                kind=one.kind,
                checked=one.code == chosen["what"],
                finer=tuple(
                    Choice(value=each.code, label=each.label, checked=each.code == chosen["detail"])
                    for each in one.subcategories
                    if each.enabled
                ),
            )
            for one in known.choosable
        ),
        first=(*(place(key) for key in first), *areas[:room]),
        places=tuple(place(key) for key in named if key not in first),
        areas=areas[room:],
        values={**values, **{name: _local(values.get(name)) for name in AS_TEXT}},
        more_open=any(values.get(name) for name in (*OPTIONS, "description", "done")),
        done=_choices("done", [str(one) for one in values.get("done") or ()]),
        when=_choices("when", [chosen["when"]]),
        **{name: _choices(name, [chosen[name]]) for name in OPTIONS},
    )


OPTIONS = ("severity", "basis", "extent", "recurring", "needs")


def _choices(code: str, chosen: list[str]) -> tuple[Choice, ...]:
    options = report_fields().get(code).options
    return tuple(
        Choice(value=one.code, label=one.label, about=one.anchor, checked=one.code in chosen)
        for one in options
    )


def _local(value: Any) -> str:
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%dT%H:%M")
    return "" if value is None else str(value)  # numbers with a point, as scripts read them


@dataclass(frozen=True, kw_only=True)
class ReportReceipt:
    """A report that has come in, as its reporter sees it."""

    number: str
    what: str
    where: str
    received_at: datetime
    state: str
    masked: tuple[str, ...]
    can_change: bool
    withdrawn: bool


def report_receipt(scope: Scope, sent: Submission, known: CategoryList, *, can_change: bool) -> ReportReceipt:
    """Return the receipt of a report."""
    return ReportReceipt(
        number=str(sent.device_id),
        what=known.label_of(sent.subcategory or sent.category),
        where=place_of(sent, area_names_of(scope)),
        received_at=sent.received_at,
        state=sent.get_state_display(),
        masked=tuple(dict.fromkeys(guard.KINDS[one][1] for one in sent.masked if one in guard.KINDS)),
        can_change=can_change,
        withdrawn=sent.state == "withdrawn",
    )


def shell() -> dict[str, Any]:
    """Return what the service worker keeps: addresses of files and pages, under a version of their content."""
    digest = sha256(__version__.encode())
    for name in (*FILES, WORKER):
        digest.update(Path(str(finders.find(name))).read_bytes())
    return {
        "version": digest.hexdigest()[:16],
        "files": [static(name) for name in FILES],
        "pages": [reverse("incidents:report"), reverse("incidents:waiting")],
        "api": reverse("incidents:api:send"),
    }


def map_to_point_on(scope: Scope) -> dict[str, Any]:
    """Return the areas' borders, the background, and where the map's own files are."""
    newest = places.area_versions(scope).first()
    text = {
        "zoomIn": _("Zooma in"),
        "zoomOut": _("Zooma ut"),
        "plain": _("Enkel karta utan nät"),
        "coarse": _("Grundkarta: Natural Earth, grov"),
        "failed": _("Kartlagret svarar inte. Den enkla kartan visas i stället."),
        "basemap": static("places/basemap/nordic.json"),
    }
    return {
        "styles": [static("leaflet/leaflet.css"), static("places/css/map.css")],
        "script": static("leaflet/leaflet.js"),
        "module": static("places/js/map.js"),
        "layers": places.background(scope).layers,
        "text": text,
        "areas": places.feature_collection(scope, newest.pk)
        if newest
        else {"type": "FeatureCollection", "features": []},
    }


__all__ = [
    "Choice",
    "ReportPage",
    "ReportReceipt",
    "map_to_point_on",
    "report_page",
    "report_receipt",
    "shell",
]
