"""Courses ready to be held: their parts in order, and what somebody knows after each."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse


@dataclass(frozen=True, kw_only=True)
class CoursePart:
    """A week or module of a course: what it is about, and what one can do after it."""

    code: str
    title: str
    goals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CourseTemplate:
    """
    A course that can be held.

    Parameters
    ----------
    code, title : str
    about : str
        What it is for, in a sentence.
    audience : str
        Which functions it is for; never persons.
    section : str
        Where in the source the course stands; what the source does not say of it is our own.
    parts : tuple of CoursePart
        In the order that they are held.
    """

    code: str
    title: str
    about: str
    audience: str
    section: str
    parts: tuple[CoursePart, ...]


@dataclass(frozen=True, kw_only=True)
class CourseTemplates:
    """The courses, whose words they are in, and where that they were held is told."""

    version: str
    source_status: str
    source: str
    courses: tuple[CourseTemplate, ...]


def read_courses(text: str, name: str) -> CourseTemplates:
    """
    Return the courses that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, a code occurs twice, or a course or part is empty.
    """
    top = parse(text, name)
    loaded = CourseTemplates(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        source=top.text("source"),
        courses=tuple(_course(one) for one in top.items("courses")),
    )
    top.finish()
    check_unique([one.code for one in loaded.courses], name)
    return loaded


def _course(item: Item) -> CourseTemplate:
    loaded = CourseTemplate(
        code=item.text("code"),
        title=item.text("title"),
        about=item.text("about"),
        audience=item.text("audience"),
        section=item.text("section"),
        parts=tuple(_part(one) for one in item.items("parts")),
    )
    item.finish()
    if not loaded.parts:
        raise BadDeclaration(f"{item.place}: kursen har inga delar.")
    check_unique([one.code for one in loaded.parts], item.place)
    return loaded


def _part(item: Item) -> CoursePart:
    loaded = CoursePart(code=item.text("code"), title=item.text("title"), goals=item.texts("goals"))
    item.finish()
    if not loaded.goals:
        raise BadDeclaration(f"{item.place}: delen har inga lärandemål.")
    return loaded
