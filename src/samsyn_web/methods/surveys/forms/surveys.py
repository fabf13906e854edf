"""What is asked about a survey, and the survey's own questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.errors import SamsynError
from samsyn.instruments.surveys import Item, ItemKind, SurveyForm
from samsyn.methods.surveys.xlsform import MOST_BYTES, read_xlsform
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import NAME, TEXT, WRITTEN, Population, Survey

Data = Mapping[str, Any] | None
BY_NAME, OPEN, OWN_FILE, SAME_AGAIN = "names", "open", "file", "same"
PAIRED = _(
    "Valfritt. De tre sista frågorna gör en kod, så att dina svar kan paras ihop med en annan omgång utan ditt namn. "
    "Koden sparas så att ingen kan läsa den, men den gör svaren mindre anonyma: hoppa över dem om du inte vill."
)
WHEN = {"type": "datetime-local"}


class MakeForm(forms.Form):
    """Who asks whom what, and how."""

    form_key = forms.ChoiceField(label=_("Vilket formulär?"))
    form_file = forms.FileField(
        label=_("Eget formulär"),
        required=False,
        help_text=_(
            "En XLSForm-fil (.xlsx), om du valde ett eget formulär. Filen sparas inte, bara frågorna."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    title = forms.CharField(
        label=_("Enkätens namn"), max_length=NAME, error_messages={"required": _("Ge enkäten ett namn.")}
    )
    purpose = forms.CharField(
        label=_("Varför frågar ni?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Den som svarar läser det här först: vad svaren ska användas till och vem som får se dem."
        ),
        error_messages={"required": _("Skriv varför ni frågar.")},
    )
    sender = forms.CharField(
        label=_("Avsändare"),
        max_length=NAME,
        help_text=_(
            "Står under varje siffra: svar till en chef och svar till en forskare blir inte likadana."
        ),
        error_messages={"required": _("Skriv vem som frågar.")},
    )
    about = forms.CharField(
        label=_("Vilka tillfrågas?"),
        max_length=NAME,
        help_text=_("Till exempel ”alla som deltog i utbildningen våren 2027”."),
        error_messages={"required": _("Skriv vilka som tillfrågas.")},
    )
    population = forms.ChoiceField(label=_("Är de hela gruppen eller ett urval?"), choices=Population.choices)
    is_anonymous = forms.ChoiceField(
        label=_("Är svaren anonyma?"),
        choices=[
            ("yes", _("Ja: inget knyter ett svar till en inbjudan")),
            ("no", _("Nej: vilket svar som hör till vilken inbjudan sparas")),
        ],
        help_text=_("Det står i inbjudan och kan inte ändras sedan."),
    )
    previous = forms.ChoiceField(
        label=_("Följer upp"),
        required=False,
        help_text=_("En tidigare omgång som svaren ska jämföras med. Bara frågor som är desamma jämförs."),
    )
    is_paired = forms.BooleanField(
        label=_("Den som svarar får göra en egen kod, så att omgångar kan paras ihop"),
        required=False,
        help_text=_(
            "Tre neutrala frågor som bara den som svarar kan svara likadant på igen. Det sänker anonymiteten, och det "
            "sägs till den som svarar. Koden visas aldrig för någon."
        ),
    )
    way = forms.ChoiceField(
        label=_("Hur når enkäten fram?"),
        choices=[
            (BY_NAME, _("Personliga länkar, en för varje inbjuden")),
            (OPEN, _("En öppen länk som vem som helst kan svara på")),
        ],
        help_text=_("På en öppen länk kan samma person svara flera gånger."),
    )
    asked = forms.IntegerField(
        label=_("Hur många tillfrågas? (öppen länk)"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=_("Behövs för svarsfrekvensen när länken är öppen."),
    )
    opens_at = forms.DateTimeField(
        label=_("Öppnar"), widget=forms.DateTimeInput(attrs=WHEN, format="%Y-%m-%dT%H:%M")
    )
    closes_at = forms.DateTimeField(
        label=_("Stänger"), widget=forms.DateTimeInput(attrs=WHEN, format="%Y-%m-%dT%H:%M")
    )

    def __init__(
        self,
        ready: Iterable[SurveyForm],
        data: Data = None,
        files: Any = None,
        initial: dict[str, Any] | None = None,
        earlier: Iterable[Survey] = (),
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.ready = {one.key: one for one in ready}
        self.earlier = {str(one.pk): one for one in earlier}
        self.fields["form_key"].choices = [  # type: ignore[attr-defined]
            *((one.key, _form_name(one)) for one in self.ready.values()),
            (OWN_FILE, _("Ett eget formulär ur en XLSForm-fil")),
            *([(SAME_AGAIN, _("Samma frågor som i omgången som följs upp"))] if self.earlier else []),
        ]
        if self.earlier:
            rounds = [
                ("", _("Ingen: den här är den första")),
                *((key, one.title) for key, one in self.earlier.items()),
            ]
            self.fields["previous"].choices = rounds  # type: ignore[attr-defined]
        else:
            del self.fields["previous"]

    def clean(self) -> dict[str, Any]:
        """Ask for how many where the link is open, and guard the texts."""
        said = super().clean() or {}
        if said.get("way") == OPEN and not said.get("asked"):
            self.add_error("asked", _("Skriv hur många som tillfrågas när länken är öppen."))
        for name, most in (("title", NAME), ("purpose", TEXT), ("about", NAME)):
            try:
                check_text(said.get(name, ""), str(self.fields[name].label), most)
            except SamsynError as error:
                self.add_error(name, error.message)
        previous = self.earlier.get(said.get("previous", ""))
        if said.get("form_key") == OWN_FILE:
            self._read(said.get("form_file"))
        if said.get("form_key") == SAME_AGAIN:
            if previous is None:
                self.add_error("previous", _("Välj omgången som följs upp."))
            else:
                self.ready[SAME_AGAIN] = policies.form_of(previous)
        return said

    def _read(self, sent: Any) -> None:
        """Read the questions of an own form; say what is wrong with the file at the file."""
        if sent is None or sent.size > MOST_BYTES:
            self.add_error("form_file", _("Välj en XLSForm-fil på högst 2 MB."))
            return
        try:
            found = read_xlsform(sent.read(), sent.name)
            policies.check_form(found)
            self.ready[OWN_FILE] = found
        except SamsynError as error:
            self.add_error("form_file", error.message)

    @property
    def asks(self) -> SurveyForm:
        """The questions: the ready form that was chosen, or those of the file."""
        return self.ready[self.cleaned_data["form_key"]]

    @property
    def said(self) -> dict[str, Any]:
        """What the survey is made of, without the form."""
        told = dict(self.cleaned_data)
        way, asked = told.pop("way"), told.pop("asked")
        told["is_anonymous"] = told["is_anonymous"] == "yes"
        del told["form_key"], told["form_file"]
        told["previous"] = self.earlier.get(told.pop("previous", ""))
        return {**told, "asked": asked if way == OPEN else None}


class InviteForm(forms.Form):
    """Who is invited by name."""

    addresses = forms.CharField(
        label=_("E-postadresser"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("En på varje rad. Adresserna raderas när enkäten stängs."),
        error_messages={"required": _("Skriv minst en adress.")},
    )

    def clean_addresses(self) -> tuple[str, ...]:
        """Return the addresses, each once."""
        try:
            return policies.addresses(self.cleaned_data["addresses"])
        except SamsynError as error:
            raise forms.ValidationError(error.message) from error


class CloseForm(forms.Form):
    """How many were asked, where only people know."""

    asked = forms.IntegerField(label=_("Hur många har tillfrågats?"), min_value=1, max_value=1_000_000)


class AnswerForm(forms.Form):
    """The survey's questions, on one page."""

    def __init__(self, form: SurveyForm, data: Data = None, *, is_paired: bool = False) -> None:
        super().__init__(data)
        self.survey_form = form
        self.parts: list[str] = []
        for number, item in enumerate(form.items, start=1):
            self.fields[item.key] = _field(number, item)
        if any(one.kind is ItemKind.OPEN for one in form.items):
            self.fields["may_quote"] = forms.BooleanField(
                required=False,
                label=_("Det jag har skrivit får citeras, utan att det går att se vem jag är."),
            )
        for number, question in enumerate(policies.QUESTIONS if is_paired else (), start=1):
            name = f"pair-{number}"
            self.parts.append(name)
            self.fields[name] = forms.CharField(
                label=str(question),
                required=False,
                max_length=2,
                widget=forms.TextInput(attrs={"size": "3", "autocomplete": "off"}),
                help_text=PAIRED if number == 1 else "",
            )

    @property
    def given(self) -> dict[str, str]:
        """What was answered, by question."""
        return {item.key: self.cleaned_data.get(item.key, "") for item in self.survey_form.items}

    @property
    def may_quote(self) -> bool:
        """Whether what was written may be quoted."""
        return bool(self.cleaned_data.get("may_quote"))

    @property
    def own_code(self) -> str:
        """The code that the respondent has made, or none."""
        return (
            policies.own_code([self.cleaned_data.get(name, "") for name in self.parts]) if self.parts else ""
        )

    def clean(self) -> dict[str, Any]:
        """Say at the question where a text points at a person; say where nothing is answered."""
        said = super().clean() or {}
        for item in self.survey_form.items:
            if item.kind is not ItemKind.OPEN:
                continue
            try:
                check_text(said.get(item.key, ""), item.text, WRITTEN)
            except SamsynError as error:
                self.add_error(item.key, error.message)
        try:
            policies.own_code([said.get(name, "") for name in self.parts] or [""])
        except SamsynError as error:
            self.add_error(self.parts[0], error.message)
        if not self.errors and not any(said.get(one.key) for one in self.survey_form.items):
            raise forms.ValidationError(_("Svara på minst en fråga innan du skickar."))
        return said


def _form_name(one: SurveyForm) -> str:
    """Return a form's title with how many questions it has, and where it came from."""
    return f"{one.title} ({len(one.items)})" + (f". {one.origin}" if one.origin else "")


def _field(number: int, item: Item) -> forms.Field:
    label = f"{number}. {item.text}"
    if item.kind is ItemKind.OPEN:
        return forms.CharField(
            label=label,
            required=False,
            max_length=WRITTEN,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Skriv inga namn eller annat som pekar ut någon."),
        )
    is_scale = item.kind is ItemKind.SCALE
    choices = [(one.code, one.numbered if is_scale and one.is_answer else one.label) for one in item.options]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
