"""Pages where several things can be done: each has a form of its own, and one is sent at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages

from samsyn.errors import SamsynError
from samsyn_web.base.scope import ScopedRequest


@dataclass(frozen=True)
class Deed:
    """A thing that can be done: how its form is made from what was sent, what then happens, and what is said after."""

    form: Callable[..., forms.Form]
    run: Callable[[Any], Any]
    said: str


def carry_out(request: ScopedRequest, deeds: Mapping[str, Deed]) -> tuple[dict[str, forms.Form], bool]:
    """
    Do what was sent, if anything was; returns the forms to show, and whether it was done.

    A deed that is not among those given is not done: what a person may not do is left out of them.
    """
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    made = {
        name: deed.form(data=request.POST if name == asked else None, prefix=name)
        for name, deed in deeds.items()
    }
    if asked not in deeds or not made[asked].is_valid():
        return made, False
    try:
        deeds[asked].run(made[asked])
    except SamsynError as error:
        made[asked].add_error(None, error.message)
        return made, False
    messages.success(request, deeds[asked].said)
    return made, True
