"""
A text of Community Readiness that an organisation loads in place of our own words, such as one with permission.

A pack is a YAML file with the keys of `readiness.yaml` that it replaces; what it leaves out stays in our words. The
method is never replaced: dimensions A to F, nine stages, quarter points, the questions of validity.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse
from samsyn.instruments.readiness import read_readiness

MOST_BYTES = 200_000
STAGES = 9
MOST_QUESTIONS = 60
TAKES = ("dimensions", "anchors", "stages", "actions", "questions")


def read_pack(content: bytes, name: str, *, base: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the whole instrument: what the file holds, over what it does not.

    Parameters
    ----------
    content : bytes
        UTF-8 text in YAML.
    name : str
        What the file is called, for errors.
    base : mapping
        The instrument that the rest is taken from, as `load.readiness_plain` gives it.

    Returns
    -------
    dict
        Plain values that `read_readiness` reads, with `name`, `version`, `source`, `source_status` and `permission` of
        the pack.

    Raises
    ------
    BadDeclaration
        If the file is no such text; says where, what was found and what was expected.
    """
    if len(content) > MOST_BYTES:
        raise BadDeclaration(f"{name} är större än {MOST_BYTES // 1000} kB: så stor är ingen text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadDeclaration(f"{name} är inte en textfil i UTF-8.") from None
    try:
        top = parse(text, name)
    except RecursionError:
        raise BadDeclaration(f"{name} är nästlad för djupt.") from None
    status = top.choice("source_status", SOURCE_STATUSES)
    told: dict[str, Any] = {
        "name": top.text("name"),
        "version": top.number("version", 1, 9999),
        "source": top.text("source"),
        "source_status": status,
        "permission": top.text("permission") if status == "original" else top.text("permission", ""),
    }
    if not any(top.get(part) for part in TAKES):
        raise BadDeclaration(f"{name} har inga texter: väntade någon av {', '.join(TAKES)}.")
    made = {**base, **told, **_dimensions(top, base, status), **_anchors(top, base)}
    made |= {**_stages(top), **_actions(top), **_questions(top, list(base["dimensions"]))}
    top.finish()
    read_readiness(made)
    return made


def _dimensions(top: Item, base: Mapping[str, Any], status: str) -> dict[str, Any]:
    given = _mapping(top, "dimensions", base["dimensions"])
    found = dict(base["dimensions"])
    for key, one in given.items():
        if not isinstance(one, Mapping):
            raise top.wrong(f"dimensions {key}", one, "name och question")
        item = Item(one, f"{top.place}, dimensions {key}")
        found[key] = {"name": item.text("name"), "question": item.text("question"), "source_status": status}
        item.finish()
    return {"dimensions": found}


def _anchors(top: Item, base: Mapping[str, Any]) -> dict[str, Any]:
    given = _mapping(top, "anchors", base["dimensions"])
    found = {key: list(own) for key, own in base["anchors"].items()}
    for key in given:
        steps = list(Item(given, f"{top.place}, anchors").texts(key))
        if len(steps) != STAGES:
            raise BadDeclaration(
                f"{top.place}, anchors {key}: {len(steps)} steg finns, men ska vara {STAGES}."
            )
        found[key] = steps
    return {"anchors": found}


def _stages(top: Item) -> dict[str, Any]:
    rows = [
        {"number": one.number("number", 1, STAGES), "name": one.text("name"), "meaning": one.text("meaning")}
        for one in _finished(top, "stages", ("number", "name", "meaning"))
    ]
    if rows and [one["number"] for one in rows] != list(range(1, STAGES + 1)):
        raise BadDeclaration(f"{top.place}, stages: ska vara 1 till {STAGES}, i ordning.")
    return {"stages": rows} if rows else {}


def _actions(top: Item) -> dict[str, Any]:
    rows = [
        {"stage": one.number("stage", 1, STAGES), "text": one.text("text")}
        for one in _finished(top, "actions", ("stage", "text"))
    ]
    if rows and [one["stage"] for one in rows] != list(range(1, STAGES + 1)):
        raise BadDeclaration(
            f"{top.place}, actions: ska vara ett för varje stadium 1 till {STAGES}, i ordning."
        )
    return {"actions": rows} if rows else {}


def _questions(top: Item, known: list[str]) -> dict[str, Any]:
    rows = []
    for one in _finished(top, "questions", ("number", "dimensions", "text", "self_rating")):
        keys = one.texts("dimensions")
        if not keys or any(key not in known for key in keys):
            raise one.wrong("dimensions", one.get("dimensions"), f"en eller flera av {', '.join(known)}")
        rows.append(
            {
                "number": one.number("number", 1, MOST_QUESTIONS),
                "dimensions": list(keys),
                "text": one.text("text"),
                "self_rating": one.flag("self_rating", False),
            }
        )
    check_unique([str(one["number"]) for one in rows], f"{top.place}, questions")
    return {"questions": rows} if rows else {}


def _finished(top: Item, name: str, fields: tuple[str, ...]) -> tuple[Item, ...]:
    rows = top.items(name)
    for one in rows:
        for field in fields:
            one.get(field)
        one.finish()
    return rows


def _mapping(top: Item, name: str, known: Mapping[str, Any]) -> Mapping[str, Any]:
    given = top.get(name)
    if given is None:
        return {}
    if not isinstance(given, Mapping) or any(key not in known for key in given):
        raise top.wrong(name, given, f"texter för {', '.join(known)}")
    return given
