"""What is said of a category or subcategory: its words, its weight, and how it stands to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.instruments import editing
from samsyn.instruments.categories import Category, CategoryList, Subcategory
from samsyn.instruments.groups import check_names_no_group
from samsyn.instruments.local import MOST_LABEL, Kind, free_code, is_local

ROWS = forms.Textarea(attrs={"rows": 2})


class CategoryForm(forms.Form):
    """A category or subcategory: what it is called, what it means, and how it stands to others."""

    label = forms.CharField(
        label=_("Namn"),
        max_length=MOST_LABEL,
        help_text=_("Vad som händer eller hur platsen är. Aldrig vilka människor som är där."),
        error_messages={"required": _("Skriv vad kategorin heter.")},
    )
    help = forms.CharField(
        label=_("Förklaring för den som rapporterar"), max_length=500, widget=ROWS, required=False
    )
    example_ok = forms.CharField(label=_("Exempel som är rätt"), max_length=300, widget=ROWS, required=False)
    example_not_ok = forms.CharField(
        label=_("Exempel på vad som inte får skrivas"),
        max_length=300,
        widget=ROWS,
        required=False,
        help_text=_("Ett påhittat exempel där någon pekas ut, och varför det är fel."),
    )
    weight = forms.TypedChoiceField(
        label=_("Vikt"),
        coerce=int,
        choices=[(n, str(n)) for n in range(6)],
        help_text=_("0–5. Ett förslag som alla ser, aldrig ett betyg på en plats."),
    )
    words = forms.CharField(
        label=_("Källornas ord"),
        widget=ROWS,
        required=False,
        help_text=_(
            "Ett per rad: rader som en källa kallar så räknas hit när förslaget prövas och indikatorer räknas."
        ),
    )
    enabled = forms.BooleanField(label=_("Kan väljas i formuläret"), required=False)
    sensitive = forms.BooleanField(
        label=_("Känslig: avstängd tills någon beslutar att den behövs"), required=False
    )
    national = forms.ChoiceField(
        label=_("Räknas nationellt som"),
        required=False,
        help_text=_("Så kan ni jämföras med andra kommuner och med er egen historia."),
    )
    no_national = forms.CharField(
        label=_("Varför ingen nationell kategori passar"), max_length=300, required=False
    )
    formerly = forms.MultipleChoiceField(
        label=_("Rapporterades förut som"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Det som delas går inte att räkna bakåt var för sig, bara tillsammans."),
    )
    closed = forms.BooleanField(label=_("Stängd: kan inte väljas längre"), required=False)
    instead = forms.ChoiceField(label=_("I stället väljs"), required=False)

    def __init__(
        self,
        known: CategoryList,
        national: CategoryList,
        data: Mapping[str, Any] | None = None,
        one: Kind | None = None,
        parent: str | None = None,
    ) -> None:
        self.known, self.one, self.parent = known, one, parent
        self.is_part = isinstance(one, Subcategory) or one is None and parent is not None
        super().__init__(data, initial=_initial(one))
        self._narrow()
        kinds = [("", _("ingen, och jag skriver varför"))]
        if "national" in self.fields:
            self.fields["national"].choices = [*kinds, *grouped(national)]  # type: ignore[attr-defined]
            self.fields["formerly"].choices = grouped(known, but=one)  # type: ignore[attr-defined]
        if "instead" in self.fields:
            self.fields["instead"].choices = [("", _("ingenting")), *open_codes(known, one)]  # type: ignore[attr-defined]

    def _narrow(self) -> None:
        """Leave out what cannot be said of this one."""
        gone = {"words"} if self.is_part else {"enabled", "sensitive"}
        if self.one is None:
            gone |= {"closed", "instead", "enabled"}
        elif not is_local(self.one.code):
            gone |= {"national", "no_national", "formerly", "sensitive"}
        else:
            gone |= {"sensitive"}
        for name in gone:
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """Refuse words for groups of people beside the field where they stand."""
        given = super().clean() or {}
        for name in ("label", "help", "example_ok"):
            before = getattr(self.one, name, None)
            if given.get(name) and given[name] != before:
                try:
                    check_names_no_group(given[name])
                except SamsynError as error:
                    self.add_error(name, error.message)
        if not self.is_part and not given.get("help") and "help" not in self.errors:
            self.add_error("help", _("Förklara med en mening vad som hör hit."))
        if "national" in self.fields and not given.get("national") and not given.get("no_national"):
            self.add_error("national", _("Välj en nationell kategori, eller skriv varför ingen passar."))
        if given.get("national"):
            given["no_national"] = ""
        return given

    def said(self) -> Kind:
        """The category or subcategory as it is said here."""
        given = self.cleaned_data
        values: dict[str, Any] = {
            name: " ".join(given[name].split()) for name in ("label", "help", "example_ok", "example_not_ok")
        } | {"weight": given["weight"]}
        if "words" in given:
            values["words"] = tuple(dict.fromkeys(filter(None, map(str.strip, given["words"].splitlines()))))
        if "national" in given:
            values |= {
                "national": given["national"] or None,
                "no_national": " ".join(given["no_national"].split()),
                "formerly": tuple(given["formerly"]),
            }
        if self.one is None:
            return self._new(values, bool(given.get("sensitive")))
        if "enabled" in given:
            values["enabled"] = given["enabled"]
        return _closed_or_open(replace(self.one, **values), bool(given["closed"]), given["instead"] or None)

    def _new(self, values: dict[str, Any], sensitive: bool) -> Kind:
        code = free_code(self.known, self.parent)
        if self.is_part:
            return Subcategory(
                code=code, source_status="local_design", sensitive=sensitive, enabled=not sensitive, **values
            )
        return Category(code=code, kind="incident", source_status="local_design", **values)


def _initial(one: Kind | None) -> dict[str, Any]:
    if one is None:
        return {"weight": 2}
    names = (*editing.SAID, "weight", "national", "no_national", "formerly", "closed", "instead")
    found = {name: getattr(one, name) for name in names}
    if isinstance(one, Subcategory):
        return found | {"enabled": one.enabled}
    return found | {"words": "\n".join(one.words)}


def _closed_or_open(one: Kind, closed: bool, instead: str | None) -> Kind:
    if isinstance(one, Subcategory):
        return replace(one, closed=closed, instead=instead if closed else None)
    if closed:
        parts = editing.opened(one) if one.closed else one
        return editing.closed(parts, instead)
    return editing.opened(one) if one.closed else one


def grouped(known: CategoryList, but: Kind | None = None) -> list[Any]:
    """Every code of a list with its label, by category."""
    return [
        (
            category.label,
            [
                (code, each.label)
                for code, each in known.every.items()
                if each is not but and _in(category, code)
            ],
        )
        for category in known.categories
        if category.kind == "incident"
    ]


def _in(category: Category, code: str) -> bool:
    return code == category.code or code.startswith(f"{category.code}-")


def open_codes(known: CategoryList, but: Kind | None) -> list[Any]:
    """The open categories, and for a subcategory the open subcategories beside it."""
    found = [(one.code, one.label) for one in known.categories if not one.closed and one is not but]
    if isinstance(but, Subcategory):
        home = known.get(but.code)
        beside = home.subcategories if home else ()
        found += [(one.code, f"– {one.label}") for one in beside if not one.closed and one is not but]
    return found
