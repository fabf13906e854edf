"""Which source a file is from, what its columns mean, and what its categories are called here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.files import ColumnProfile
from samsyn.instruments.categories import Category
from samsyn.table import LocationPrecision, Sensitivity, Source, TimePrecision

NEW = "ny"
TIME_PRECISIONS = {
    TimePrecision.UNKNOWN: _("Samsyn avgör av filen"),
    TimePrecision.EXACT: _("klockslag"),
    TimePrecision.INTERVAL: _("tidsrymd, från och till"),
    TimePrecision.DAY: _("dag"),
    TimePrecision.WEEK: _("vecka"),
    TimePrecision.MONTH: _("månad"),
}
LOCATION_PRECISIONS = {
    LocationPrecision.UNKNOWN: _("Samsyn avgör av filen"),
    LocationPrecision.POINT: _("punkt, där det hände"),
    LocationPrecision.ADDRESS: _("adress"),
    LocationPrecision.STREET_SEGMENT: _("gatuavsnitt"),
    LocationPrecision.SNAPPED_GRID: _("punkt som är flyttad till ett nät"),
    LocationPrecision.AREA: _("område"),
    LocationPrecision.CENTROID: _("områdets mittpunkt"),
}


MEANING_WORDS = {
    "time_from": _("tid, eller början av tidsrymden"),
    "time_to": _("slut på tidsrymden"),
    "date": _("datum, vecka eller månad"),
    "time_of_day": _("klockslag"),
    "category": _("kategori"),
    "area": _("områdets kod"),
    "area_name": _("områdets namn"),
    "longitude": _("longitud"),
    "latitude": _("latitud"),
    "x": _("östlig koordinat"),
    "y": _("nordlig koordinat"),
    "reporter": _("rapporterande funktion"),
    "kind": _("slag av rapport"),
    "severity": _("allvarlighet"),
    "id": _("radens nummer i källan"),
}


class SourceForm(forms.Form):
    """Which source a file is from, and what that source is."""

    source = forms.ChoiceField(
        label=_("Källa"), help_text=_("Det du väljer här minns Samsyn till nästa fil från samma källa.")
    )
    name = forms.CharField(
        label=_("Källans namn"),
        max_length=200,
        error_messages={"required": _("Ge källan ett namn.")},
        help_text=_("Så som ni kallar den, till exempel ”Rapporter från Exempelbostäder”."),
    )
    counts = forms.CharField(
        label=_("En rad är"),
        max_length=60,
        help_text=_("Ett ord i ental: rapport, anmält brott, pressnotis."),
        widget=forms.TextInput(attrs={"list": "radens-ord"}),
    )
    time_precision = forms.ChoiceField(
        label=_("Så noga anger källan tiden"),
        choices=[(key.value, word) for key, word in TIME_PRECISIONS.items()],
    )
    location_precision = forms.ChoiceField(
        label=_("Så noga anger källan platsen"),
        choices=[(key.value, word) for key, word in LOCATION_PRECISIONS.items()],
        help_text=_("Mittpunkter av områden är inga platser: av dem görs ingen täthetskarta."),
    )
    area_version = forms.ChoiceField(
        label=_("Områden som raderna placeras i"),
        required=False,
        help_text=_("Rader med punkter placeras efter gränserna, andra efter områdets kod eller namn."),
    )

    def __init__(
        self,
        draft: Source,
        known: Iterable[tuple[str, str]],
        versions: Iterable[tuple[int, str]],
        placed_in: int | None,
        *args: Any,
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        self.draft, self.placed_in = draft, placed_in
        areas = [(str(key), name) for key, name in versions]
        self.fields["area_version"].choices = [*areas, ("", _("Områden enligt filen"))]  # type: ignore[attr-defined]
        self.fields["area_version"].initial = str(placed_in or "")
        some = list(known)
        self.fields["source"].choices = [*some, (NEW, _("en ny källa"))]  # type: ignore[attr-defined]
        self.fields["source"].initial = draft.key if draft.key in dict(some) else NEW
        self.fields["name"].initial = draft.name
        self.fields["counts"].initial = draft.counts
        self.fields["time_precision"].initial = draft.time_precision.value
        self.fields["location_precision"].initial = draft.location_precision.value

    def clean(self) -> dict[str, Any]:
        """Write names with single blanks."""
        cleaned = super().clean() or {}
        return cleaned | {
            name: " ".join(cleaned[name].split()) for name in ("name", "counts") if name in cleaned
        }

    @property
    def areas(self) -> int | None:
        """Key of the version of areas that was chosen; none for the file's own."""
        return int(self.cleaned_data["area_version"]) if self.cleaned_data["area_version"] else None

    @property
    def chosen(self) -> str:
        """Key of the source that was chosen; empty for a new one."""
        key = str(self.cleaned_data["source"])
        return "" if key == NEW else key

    def declared(self, key: str) -> Source:
        """The draft with what was said here, under a key."""
        given = self.cleaned_data
        return replace(
            self.draft,
            key=key,
            name=given["name"],
            counts=given["counts"],
            time_precision=TimePrecision(given["time_precision"]),
            location_precision=LocationPrecision(given["location_precision"]),
        )


class ColumnsForm(forms.Form):
    """What each column of a file means."""

    def __init__(self, columns: Iterable[ColumnProfile], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.columns = list(columns)
        for place, column in enumerate(self.columns):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=_("Vad %(name)s betyder") % {"name": column.name},
                choices=choices_of(column),
                initial=column.meaning or "",
                required=False,
                disabled=column.sensitivity is Sensitivity.FREE_TEXT and column.meaning is None,
            )
        if any(is_withheld(column) for column in self.columns):
            self.fields["again"] = forms.FileField(
                label=_("Filen en gång till"),
                required=False,
                help_text=_(
                    "Behövs bara om du väljer en kolumn som kan gälla personer: dess innehåll är inte sparat."
                ),
                error_messages={"empty": _("Filen är tom.")},
            )

    @property
    def again(self) -> Any:
        """The field for the file, or nothing where every column is kept."""
        return self["again"] if "again" in self.fields else None

    def clean(self) -> dict[str, Any]:
        """Refuse two columns with one meaning, and a withheld column without the file."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for place, column in enumerate(self.columns):
            meaning = cleaned.get(f"c{place}", "")
            if meaning and meaning in seen:
                self.add_error(
                    f"c{place}",
                    _("%(name)s har redan betydelsen %(meaning)s.")
                    % {"name": seen[meaning], "meaning": MEANING_WORDS[meaning]},
                )
            if meaning and is_withheld(column) and not cleaned.get("again"):
                self.add_error(
                    "again", _("Välj filen igen, så att %(name)s kan läsas.") % {"name": column.name}
                )
            seen[meaning] = column.name
        return cleaned

    def corrections(self) -> dict[str, str]:
        """Meaning → heading for what was changed, with an empty heading for a meaning that no column has any more."""
        chosen = {self.cleaned_data[f"c{n}"]: c.name for n, c in enumerate(self.columns)}
        before = {c.meaning: c.name for c in self.columns if c.meaning}
        gone = {meaning: "" for meaning in before if meaning not in chosen}
        changed = {m: name for m, name in chosen.items() if m and before.get(m) != name}
        return {**gone, **changed}


def is_withheld(column: ColumnProfile) -> bool:
    """Whether a column's cells are not kept, since they may be about people."""
    return column.meaning is None and column.sensitivity is not Sensitivity.HARMLESS


def choices_of(column: ColumnProfile) -> list[tuple[str, str]]:
    """What a column may be said to mean; one that seems to hold persons can only be a function that reports."""
    if column.meaning is None and column.sensitivity in (Sensitivity.PERSONAL, Sensitivity.SENSITIVE):
        return [("", str(_("används inte"))), ("reporter", str(_("rapporterande funktion, inga personnamn")))]
    return [("", str(_("används inte"))), *((key, str(word)) for key, word in MEANING_WORDS.items())]


def column_rows(form: ColumnsForm) -> list[tuple[ColumnProfile, Any]]:
    """Each column with its field."""
    return [(column, form[f"c{place}"]) for place, column in enumerate(form.columns)]


class HeadingsForm(forms.Form):
    """The headings of a file where the columns could not be told apart; the file is read again with them."""

    time_from = forms.CharField(label=_("Kolumn med tid eller datum"), max_length=200)
    category = forms.CharField(label=_("Kolumn med kategori"), max_length=200, required=False)
    area = forms.CharField(label=_("Kolumn med områdets kod"), max_length=200, required=False)
    again = forms.FileField(
        label=_("Filen en gång till"),
        help_text=_(
            "Innan kolumnerna är kända kan filen ha uppgifter om personer, så Samsyn har inte sparat den."
        ),
        error_messages={"required": _("Välj filen igen, så att den kan läsas."), "empty": _("Filen är tom.")},
    )

    def corrections(self) -> dict[str, str]:
        """Meaning → heading."""
        return {
            meaning: self.cleaned_data[meaning]
            for meaning in ("time_from", "category", "area")
            if self.cleaned_data[meaning]
        }


OWN, NO_INCIDENT = "", "-"


class CategoriesForm(forms.Form):
    """Which of Samsyn's categories each of the source's labels is."""

    def __init__(
        self,
        labels: Sequence[str],
        categories: Sequence[Category],
        proposed: Mapping[str, str],
        *args: Any,
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        self.labels = list(labels)
        choices = [
            (OWN, _("behåll källans egen")),
            *((one.code, one.label) for one in categories if one.kind == "incident"),
            (NO_INCIDENT, _("räknas inte: ingen händelse")),
        ]
        for place, label in enumerate(self.labels):
            self.fields[f"k{place}"] = forms.ChoiceField(
                label=_("Kategori för %(label)s") % {"label": label},
                choices=choices,
                required=False,
                initial=proposed.get(label, OWN),
            )

    def fields_in_order(self) -> list[tuple[str, Any]]:
        """Each label with its field."""
        return [(label, self[f"k{place}"]) for place, label in enumerate(self.labels)]

    def declared(self, draft: Source) -> Source:
        """The draft with the categories that were chosen; labels that were not asked about keep theirs."""
        chosen = {label: self.cleaned_data[f"k{place}"] for place, label in enumerate(self.labels)}
        kept = {label: code for label, code in draft.categories.items() if label not in chosen}
        mapped = {label: code for label, code in chosen.items() if code not in (OWN, NO_INCIDENT)}
        none = [label for label in draft.not_incidents if label not in chosen]
        none += [label for label, code in chosen.items() if code == NO_INCIDENT]
        return replace(draft, categories=kept | mapped, not_incidents=tuple(none))


def proposed_categories(draft: Source, labels: Iterable[str], suggested: Mapping[str, str]) -> dict[str, str]:
    """What each label is proposed to be: as declared, else as its words suggest."""
    declared = dict(draft.categories) | dict.fromkeys(draft.not_incidents, NO_INCIDENT)
    return {label: declared.get(label, suggested.get(label, OWN)) for label in labels}
