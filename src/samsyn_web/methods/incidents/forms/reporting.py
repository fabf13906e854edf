"""The report form without a script: what was posted, checked, as what a reporter says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import get_default_timezone, override
from django.utils.translation import gettext_lazy as _

from samsyn.instruments.categories import CategoryList
from samsyn.instruments.load import report_fields
from samsyn_web.methods.incidents.models import Submission, When
from samsyn_web.methods.incidents.models.submissions import PLACE, TEXT
from samsyn_web.methods.incidents.policies import Told

LOCAL = "%Y-%m-%dT%H:%M"
# Where a fault of the domain is shown: beside the field that it is about.
BESIDE = {"where": "where", "when": "when", "made_at": "when"}


def _options(code: str) -> list[tuple[str, str]]:
    return [("", ""), *((one.code, one.label) for one in report_fields().get(code).options)]


class LocalTime(forms.DateTimeField):
    """
    A day and a clock time, as browsers write them.

    The hour that comes twice in autumn is taken to be the first, and one that is left out in spring is an hour later,
    as the page's script takes them: nobody is asked about a change of clocks when they tell what has happened.
    """

    def __init__(self, **options: Any) -> None:
        formats = [LOCAL, f"{LOCAL}:%S", "%Y-%m-%d %H:%M"]
        super().__init__(required=False, input_formats=formats, **options)

    def to_python(self, value: Any) -> datetime | None:
        """Return the instant that was written."""
        with override(UTC):
            read = super().to_python(value)
        try:
            return read and read.replace(tzinfo=get_default_timezone()).astimezone(UTC)
        except OverflowError:  # the first and last days of the calendar
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class ReportForm(forms.Form):
    """Three answers that are needed, and what more a reporter cares to tell. `known` is the list of categories."""

    client_id = forms.UUIDField(required=False)
    what = forms.CharField(label=_("Vad har hänt?"), required=False, max_length=40)
    detail = forms.CharField(required=False, max_length=40)
    where = forms.CharField(label=_("Var?"), required=False, max_length=140)
    place_text = forms.CharField(label=_("Platsen med ord"), required=False, max_length=PLACE)
    lon = forms.FloatField(required=False)
    lat = forms.FloatField(required=False)
    dwelling = forms.BooleanField(required=False)
    when = forms.ChoiceField(label=_("När?"), required=False, choices=[("", ""), *When.choices])
    time_from = LocalTime(label=_("Tid, eller början"))
    time_to = LocalTime(label=_("Slut, eller när det upptäcktes"))
    severity = forms.ChoiceField(
        label=_("Hur mycket påverkas tryggheten?"), required=False, choices=_options("severity")
    )
    basis = forms.ChoiceField(label=_("Hur vet du det?"), required=False, choices=_options("basis"))
    extent = forms.ChoiceField(
        label=_("Hur många eller hur mycket?"), required=False, choices=_options("extent")
    )
    recurring = forms.ChoiceField(
        label=_("Har det hänt förut?"), required=False, choices=_options("recurring")
    )
    description = forms.CharField(label=_("Beskrivning"), required=False, max_length=TEXT)
    done = forms.MultipleChoiceField(
        label=_("Vad är redan gjort?"), required=False, choices=_options("done")[1:]
    )
    needs = forms.ChoiceField(label=_("Behöver någon göra något?"), required=False, choices=_options("needs"))

    def __init__(self, data: Any = None, *, known: CategoryList, **options: Any) -> None:
        super().__init__(data, **options)
        self.known = known

    def clean(self) -> dict[str, Any]:
        """Check what hangs together: nothing to report needs no more, and each time belongs to its answer."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        category = next((one for one in self.known.categories if one.code == found.get("what")), None)
        if category is None:
            self.add_error("what", _("Välj vad som har hänt."))
            return found
        if found.get("detail") not in {one.code for one in category.subcategories}:
            found["detail"] = ""  # chosen under another category before
        if category.kind == "zero":
            self.errors.clear()
            return found
        if (
            not found.get("where")
            and not (found.get("place_text") or "").strip()
            and "where" not in self.errors
        ):
            self.add_error("where", _("Välj var det var."))
        if not found.get("when") and "when" not in self.errors:
            self.add_error("when", _("Välj när det var."))
        self._check_times(found)
        return found

    def _check_times(self, found: dict[str, Any]) -> None:
        needed = {"exact": ("time_from",), "interval": ("time_from", "time_to"), "discovered": ("time_to",)}
        for name in needed.get(found.get("when") or "", ()):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("Ange dag och klockslag."))

    def told(self, at: datetime) -> Told:
        """Return what a valid form says, written at an instant."""
        found = self.cleaned_data
        zero = any(one.code == found["what"] and one.kind == "zero" for one in self.known.categories)
        if zero:
            return Told(what=found["what"], made_at=at, when=When.NOW)
        kind, _colon, key = found["where"].partition(":")
        lon, lat = found.get("lon"), found.get("lat")
        times = found["when"] in ("exact", "interval", "discovered")
        return Told(
            what=found["what"],
            detail=found["detail"],
            named_place=int(key) if kind == "p" and key.isdecimal() else None,
            area=key if kind == "a" else "",
            point=(lon, lat) if kind == "g" and lon is not None and lat is not None else None,
            place=" ".join(found["place_text"].split()),
            is_dwelling=found["dwelling"],
            when=found["when"],
            time_from=found["time_from"] if times and found["when"] != "discovered" else None,
            time_to=found["time_to"] if times and found["when"] != "exact" else None,
            severity=int(found["severity"]) if found["severity"] else None,
            basis=found["basis"],
            extent=found["extent"],
            recurring=found["recurring"],
            description=found["description"],
            done=tuple(found["done"]),
            needs=found["needs"],
            made_at=at,
        )

    def tell(self, field: str, message: str) -> None:
        """Put a fault that the domain found beside its field, or at the top."""
        beside = BESIDE.get(field, field)
        self.add_error(beside if beside in self.fields else None, message)


def answers(sent: Submission, point: tuple[float, float] | None = None) -> dict[str, Any]:
    """Return a kept report as the form's answers; `point` is its longitude and latitude."""
    where = f"p:{sent.named_place_id}" if sent.named_place_id else f"a:{sent.area}" if sent.area else ""
    return {
        "what": sent.category,
        "detail": sent.subcategory,
        "where": "g" if point and not sent.named_place_id else where,
        "lon": point[0] if point else None,
        "lat": point[1] if point else None,
        "place_text": sent.place,
        "dwelling": sent.is_dwelling,
        "when": sent.when,
        "time_from": sent.time_from,
        "time_to": sent.time_to,
        "severity": "" if sent.severity is None else str(sent.severity),
        "basis": sent.basis,
        "extent": sent.extent,
        "recurring": sent.recurring,
        "description": sent.description,
        "done": sent.done,
        "needs": sent.needs,
    }


def number_in(data: Any) -> UUID | None:
    """Return the report's number that a form was sent with, if it is one."""
    try:
        return UUID(str(data.get("client_id", "")))
    except ValueError:
        return None
