"""A survey's form as the contents of a pack, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samsyn.instruments.surveys import SurveyForm, read_form


def form_contents(form: SurveyForm) -> dict[str, Any]:
    """Return a form as a pack holds it: its questions and answers to choose, and nothing that anybody has answered."""
    return {
        "title": form.title,
        "intro": form.intro,
        "groups": [{"key": key, "name": name} for key, name in form.constructs.items()],
        "questions": [
            {
                "key": one.key,
                "text": one.text,
                "kind": one.kind.value,
                "options": [{"code": option.code, "label": option.label} for option in one.options],
                "favourable": list(one.top),
                "missing": [option.code for option in one.options if not option.is_answer],
                "group": one.construct,
                "turned": "yes" if one.is_reversed else "",
            }
            for one in form.items
        ],
    }


def form_of(contents: Mapping[str, Any], *, key: str, source_status: str, origin: str = "") -> SurveyForm:
    """
    Return the form in the contents of a pack.

    Parameters
    ----------
    contents : mapping
        As `form_contents` gives them.
    key : str
        What the form is called where it is taken in.
    origin : str
        Where it came from, in words.

    Raises
    ------
    BadDeclaration
        If it cannot be answered or counted: two questions of one key, a scale without steps, a group without a name.
    """
    return read_form(
        {
            "key": key,
            "title": contents["title"],
            "intro": contents["intro"],
            "source_status": source_status,
            "origin": origin,
            "constructs": {one["key"]: one["name"] for one in contents["groups"]},
            "items": [_item(one) for one in contents["questions"]],
        },
        "formuläret i paketet",
    )


def _item(one: Mapping[str, Any]) -> dict[str, Any]:
    options = [
        {"code": option["code"], "label": option["label"], "is_answer": option["code"] not in one["missing"]}
        for option in one["options"]
    ]
    return {
        "key": one["key"],
        "text": one["text"],
        "kind": one["kind"],
        "options": options,
        "top": one["favourable"],
        "construct": one["group"],
        "is_reversed": one["turned"] == "yes",
    }
