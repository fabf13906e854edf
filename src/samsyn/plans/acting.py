"""The rules about one action: its cause, owner, time, follow-up, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from samsyn.guard import find
from samsyn.period import format_date
from samsyn.plans.aim import is_countable
from samsyn.plans.chain import Action, Plan
from samsyn.plans.remark import Remark, remark
from samsyn.plans.timing import read_goal

_EVERYBODY = re.compile(
    r"^(?:alla|samtliga|alla berörda|berörda|kommunen|gemensamt|alla parter|vi|flera|samverkansparterna)\.?$"
)
_VAGUE = re.compile(
    r"\b(fortsätta?|fortsatt|verka för|stärka?|utveckla|främja|öka medvetenheten|arbeta för|arbeta med|se över|"
    r"uppmärksamma|bidra till|stödja|förbättra|sträva efter|lyfta frågan|hålla dialog|möjliggöra|synliggöra)\b"
)


def of_action(plan: Plan, action: Action, at: date) -> Iterator[Remark]:
    """Yield the remarks about an action on a day, those about its goal left out."""
    if not action.causes and not action.no_cause_reason:
        yield remark("action_without_cause", action.key, action.origin)
    yield from _words(action)
    yield from _owner(action)
    yield from _time(action, at)
    if not action.follow_up:
        yield remark("follow_up_missing", action.key, action.origin)


def _words(action: Action) -> Iterator[Remark]:
    vague = _VAGUE.search(action.text.casefold())
    if vague and not is_countable(action.text):
        yield remark("vague_action", action.key, action.origin, verb=vague[1].capitalize())


def is_person(owner: str) -> bool:
    """Whether a text about who is responsible looks like a person's name."""
    return any(one.kind == "name" for one in find(owner))


def _owner(action: Action) -> Iterator[Remark]:
    owner = action.owner
    if not owner:
        yield remark("owner_missing", action.key, action.origin)
    elif _EVERYBODY.match(owner.casefold()):
        yield remark("owner_unclear", action.key, action.origin, owner=owner)
    elif is_person(owner):
        yield remark("owner_is_person", action.key, action.origin)


def _time(action: Action, at: date) -> Iterator[Remark]:
    when = action.when
    if not when.text and not when.is_dated:
        yield remark("when_missing", action.key, action.origin)
    elif not when.is_dated:
        code = "ongoing_without_date" if when.ongoing else "when_unclear"
        yield remark(code, action.key, action.origin, when=when.text)
    elif when.end is not None and when.end <= at and not action.is_done:
        yield remark("when_past", action.key, action.origin, end=last_day(when.end))
    reached = read_goal(action.goal).end
    last = when.end or when.start
    if reached and last and reached < last:
        what = "är klar först" if when.end else "börjar först"
        day = last_day(last) if when.end else format_date(last)
        yield remark(
            "outcome_before_output", action.key, action.origin, goal=last_day(reached), what=what, action=day
        )


def last_day(end: date) -> str:
    """Return the last day of a period that ends before a day, in words."""
    return format_date(end - timedelta(days=1))
