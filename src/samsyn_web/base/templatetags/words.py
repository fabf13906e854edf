"""Numbers, days and periods in the reader's language, and Swedish words marked as Swedish."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from samsyn.period import Period
from samsyn_web.base import terms, words

register = template.Library()


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number: {{ n|number }} or {{ share|number:1 }}."""
    return words.number(value, decimals)


@register.filter
def day(value: date | None) -> str:
    """Return a day: {{ at|day }}."""
    return words.day(value) if value else ""


@register.filter
def period(value: Period | str) -> str:
    """Return what a period is called: {{ key|period }}."""
    return words.period(value)


@register.filter(is_safe=False)
def swedish(value: Any) -> SafeString | str:
    """Return the library's own words, marked as Swedish on a page in another language: {{ reason|swedish }}."""
    return words.swedish(value)


@register.simple_tag
def lang_sv() -> str:
    """Return the attribute that says the same of an element: <p{% lang_sv %}>."""
    return "" if words.is_swedish() else mark_safe(' lang="sv"')


@register.filter
def term(key: str) -> terms.Term:
    """Return a word that is explained in place: {{ "level"|term }}."""
    return terms.TERMS[key]


@register.filter
def each_term(keys: str) -> list[terms.Term]:
    """Return several of them: {% for one in "level deviation"|each_term %}."""
    return terms.of(keys)
