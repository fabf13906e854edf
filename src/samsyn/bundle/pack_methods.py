"""The texts of a method as the contents of a pack, and back; so far those of Community Readiness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samsyn.instruments.load import readiness_plain
from samsyn.instruments.readiness_pack import read_given


def method_contents(instrument: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the texts of a readiness instrument as a pack holds them: never a score, a note or a measurement.

    Parameters
    ----------
    instrument : mapping
        The whole instrument as plain values, as `read_pack` and `load.readiness_plain` give it.
    """
    return {
        "title": instrument["name"],
        "method": "readiness",
        "dimensions": [
            {
                "key": key,
                "name": one["name"],
                "question": one["question"],
                "steps": list(instrument["anchors"][key]),
            }
            for key, one in instrument["dimensions"].items()
        ],
        "stages": [{"name": one["name"], "meaning": one["meaning"]} for one in instrument["stages"]],
        "actions": [one["text"] for one in instrument["actions"]],
        "questions": [
            {
                "number": str(one["number"]),
                "dimensions": list(one["dimensions"]),
                "text": one["text"],
                "rated": "yes" if one.get("self_rating") else "",
            }
            for one in instrument["questions"]
        ],
    }


def method_of(
    contents: Mapping[str, Any],
    *,
    name: str,
    version: int,
    source: str,
    source_status: str,
) -> dict[str, Any]:
    """
    Return the whole instrument that the contents of a pack give, with what no pack may change taken from our own.

    Parameters
    ----------
    contents : mapping
        As `method_contents` gives them.
    name : str
        What the text is called where it is taken in.
    version : int
        Its version there, 1 to 9999.
    source : str
        Where the words come from.
    source_status : str
        Whose words it is. An original is refused: a permission is given to somebody, and does not go along.

    Returns
    -------
    dict
        Plain values that `samsyn.instruments.readiness.read_readiness` reads.

    Raises
    ------
    BadDeclaration
        If no measurement can be taken with it: a dimension missing or told twice, a question of an unknown dimension.
    """
    dimensions = contents["dimensions"]
    return read_given(
        {
            "name": name,
            "version": version,
            "source": source,
            "source_status": source_status,
            "dimensions": {
                one["key"]: {"name": one["name"], "question": one["question"]} for one in dimensions
            },
            "anchors": {one["key"]: one["steps"] for one in dimensions},
            "stages": [{"number": n, **one} for n, one in enumerate(contents["stages"], 1)],
            "actions": [{"stage": n, "text": one} for n, one in enumerate(contents["actions"], 1)],
            "questions": [_question(one) for one in contents["questions"]],
        },
        "texterna i paketet",
        base=readiness_plain(),
    )


def _question(one: Mapping[str, Any]) -> dict[str, Any]:
    told = one["number"]
    return {
        "number": int(told) if told.isascii() and told.isdecimal() else told,
        "dimensions": one["dimensions"],
        "text": one["text"],
        "self_rating": one["rated"] == "yes",
    }
