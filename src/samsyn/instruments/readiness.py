"""Texts of Community Readiness: dimensions, stages, anchors, questions, validity; and whose words they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.errors import BadDeclaration


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One of the nine stages."""

    number: int
    name: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One dimension, its anchors from 1 to 9, and what strengthens it where that is known."""

    key: str
    name: str
    question: str
    anchors: tuple[str, ...]
    source_status: str
    advice: str = ""
    advice_source_status: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of the interview guide."""

    number: int
    dimensions: tuple[str, ...]
    text: str
    self_rating: bool = False


@dataclass(frozen=True, kw_only=True)
class ValidityQuestion:
    """What must be answered before two waves are compared; options by key."""

    key: str
    question: str
    options: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ReadinessTexts:
    """
    A version of the instrument.

    Parameters
    ----------
    editions : mapping
        Keys of the dimensions in each edition.
    step : float
        The smallest step between scores.
    advice : mapping of int to str
        What to do at each stage.
    name, permission : str
        What a loaded text is called, and who has permitted it; empty for our own.
    """

    version: int
    source_status: str
    source: str
    editions: Mapping[str, tuple[str, ...]]
    dimensions: Mapping[str, Dimension]
    stages: tuple[Stage, ...]
    advice: Mapping[int, str]
    validity: tuple[ValidityQuestion, ...]
    questions: tuple[Question, ...]
    step: float
    name: str = ""
    permission: str = ""

    def stage(self, score: float) -> Stage:
        """Return the stage of a score: its whole part, never rounded up."""
        return self.stages[int(score) - 1]


def read_readiness(given: Mapping[str, Any]) -> ReadinessTexts:
    """
    Read the instrument.

    Raises
    ------
    BadDeclaration
        If a dimension lacks an anchor, or a stage is missing.
    """
    advice = given.get("dimension_actions", {})
    dimensions = {
        key: Dimension(
            key=key,
            name=one["name"],
            question=one["question"],
            anchors=tuple(given["anchors"][key]),
            source_status=one["source_status"],
            advice=advice.get(key, {}).get("text", ""),
            advice_source_status=advice.get(key, {}).get("source_status", ""),
        )
        for key, one in given["dimensions"].items()
    }
    stages = tuple(Stage(**one) for one in given["stages"])
    if [stage.number for stage in stages] != list(range(1, 10)):
        raise BadDeclaration("readiness: stadierna ska vara 1 till 9")
    if short := [key for key, one in dimensions.items() if len(one.anchors) != len(stages)]:
        raise BadDeclaration(f"readiness: dimension {short[0]} ska ha nio ankare")
    return ReadinessTexts(
        version=given["version"],
        source_status=given["source_status"],
        source=given["source"],
        editions={name: tuple(keys) for name, keys in given["editions"].items()},
        dimensions=dimensions,
        stages=stages,
        advice={one["stage"]: one["text"] for one in given["actions"]},
        validity=tuple(ValidityQuestion(**one) for one in given["validity"]),
        questions=tuple(
            Question(
                number=one["number"],
                dimensions=tuple(one["dimensions"]),
                text=one["text"],
                self_rating=one.get("self_rating", False),
            )
            for one in given["questions"]
        ),
        step=float(given["step"]),
        name=given["name"] if "permission" in given else "",
        permission=given.get("permission", ""),
    )
