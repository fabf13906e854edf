"""A programme as plain values, to be kept and read back without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from samsyn.programme.facts import (
    Activity,
    AreaClass,
    Money,
    Municipality,
    Programme,
    ReadinessStatement,
    Reported,
    RuleAnalysis,
    Stated,
    SurveyFacts,
)


def to_plain(programme: Programme) -> dict[str, Any]:
    """Return a programme as JSON types; days become ISO text."""
    plain = _plain(asdict(programme))
    assert isinstance(plain, dict)
    return plain


def from_plain(given: Mapping[str, Any]) -> Programme:
    """Return the programme that `to_plain` wrote."""
    survey = given["survey"]
    return Programme(
        name=given["name"],
        short_name=given["short_name"],
        reference=given["reference"],
        is_fictional=given["is_fictional"],
        municipalities=tuple(Municipality(**one) for one in given["municipalities"]),
        focus_areas={int(number): name for number, name in given["focus_areas"].items()},
        formats={int(number): name for number, name in given["formats"].items()},
        activities=tuple(_activity(one) for one in given["activities"]),
        additions=tuple(_activity(one) for one in given["additions"]),
        areas=tuple(
            AreaClass(**{**_sourced(one), "classes": {int(y): c for y, c in one["classes"].items()}})
            for one in given["areas"]
        ),
        money=tuple(Money(**_sourced(one)) for one in given["money"]),
        readiness=tuple(
            ReadinessStatement(**{**_sourced(one), "dimensions": tuple(tuple(d) for d in one["dimensions"])})
            for one in given["readiness"]
        ),
        rules=tuple(RuleAnalysis(**_sourced(one)) for one in given["rules"]),
        survey=_survey(survey) if survey else None,
        reported=tuple(Reported(**one) for one in given.get("reported", ())),
        more=given["more"],
    )


def with_activities(
    programme: Programme, activities: tuple[Activity, ...], additions: tuple[Activity, ...]
) -> Programme:
    """Return a programme with other activities."""
    return replace(programme, activities=activities, additions=additions)


def with_conferences(programme: Programme, told: Sequence[Mapping[str, Any]]) -> Programme:
    """Return a programme with other conferences; none of them is nothing at all, as where a file has none."""
    more = {name: value for name, value in programme.more.items() if name != "conferences"}
    return replace(programme, more={**more, "conferences": list(told)} if told else more)


def _activity(one: Mapping[str, Any]) -> Activity:
    days = {name: date.fromisoformat(one[name]) for name in ("starts", "ends") if one.get(name)}
    several = {name: tuple(one.get(name, ())) for name in ("formats", "partners", "also_in")}
    return Activity(**{**_sourced(one), **several, **days})


def _survey(one: Mapping[str, Any]) -> SurveyFacts:
    themes = {name: tuple(one[name]) for name in ("themes_for", "themes_against")}
    return SurveyFacts(**{**_sourced(one), **themes})


def _sourced(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "source": Stated(**one["source"])}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
