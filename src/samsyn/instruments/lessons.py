"""Lessons that others have published, as facts in our own words with where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

RESULTS = ("worked", "failed", "unclear")


@dataclass(frozen=True, kw_only=True)
class KnownLesson:
    """
    One lesson of a published report.

    Parameters
    ----------
    code : str
        Its key.
    title : str
        The lesson in one line.
    result : str
        `worked`, `failed`, or `unclear` where the report does not say which.
    learnt : str
        What was learnt, in our own words.
    do : str
        What follows from it for somebody who begins.
    section : str
        Where in the report it stands.
    """

    code: str
    title: str
    result: str
    learnt: str
    do: str
    section: str


@dataclass(frozen=True, kw_only=True)
class KnownLessons:
    """The lessons of one report, whose words they are in, and which report."""

    version: str
    source_status: str
    source: str
    lessons: tuple[KnownLesson, ...]


def read_lessons(text: str, name: str) -> KnownLessons:
    """
    Return the lessons that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, or a code occurs twice.
    """
    top = parse(text, name)
    loaded = KnownLessons(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        source=top.text("source"),
        lessons=tuple(_lesson(one) for one in top.items("lessons")),
    )
    top.finish()
    check_unique([one.code for one in loaded.lessons], name)
    return loaded


def _lesson(item: Item) -> KnownLesson:
    loaded = KnownLesson(
        code=item.text("code"),
        title=item.text("title"),
        result=item.choice("result", RESULTS),
        learnt=item.text("learnt"),
        do=item.text("do"),
        section=item.text("section"),
    )
    item.finish()
    return loaded
