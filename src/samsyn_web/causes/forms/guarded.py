"""A form whose texts are looked through for what points at a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from samsyn.errors import SamsynError
from samsyn_web.findings.policies import check_text

Data = Mapping[str, Any] | None


class Guarded(forms.Form):
    """Every free text of it is checked, and the error stands at its field."""

    def clean(self) -> dict[str, Any]:
        """Say what was found where a text points at a person or is too long."""
        cleaned = dict(super().clean() or {})
        for name, field in self.fields.items():
            text = cleaned.get(name)
            if type(field) is not forms.CharField or not isinstance(text, str) or field.max_length is None:
                continue
            try:
                check_text(text, str(field.label), field.max_length)
            except SamsynError as error:
                self.add_error(name, error.message)
        return cleaned


class SeenField(forms.IntegerField):
    """The version that the person had before them, hidden."""

    widget = forms.HiddenInput


def seen_now(form: forms.Form, version: int) -> None:
    """Let a form that is shown again name the version that stands there now, so that it can be saved over it."""
    form.data = {**form.data, form.add_prefix("seen"): str(version)}
