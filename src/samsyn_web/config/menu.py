"""
The menu: which pages stand in it, in the order of the cycle, for whom, and which of them wait under "Mer".

A line stands in the menu when its address exists and the person's role may open it. One line at most is the current
one: that whose address the page is under, else that of the page's own app.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.registry import methods_for
from samsyn_web.base.scope import Permission as May
from samsyn_web.base.scope import Scope

PROGRAMME = "programme"
MANY = 9  # as many lines as a row holds; below that nothing waits under "Mer"


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    One page of the menu.

    `needs`: one of these permissions is enough; `unless`: who has one of these has a better line for it. `app` is the
    app whose pages the line leads to. `more` puts it under "Mer"; `leads` takes it out of there for a programme.
    """

    label: str | Promise
    page: str
    needs: frozenset[May] = frozenset()
    unless: frozenset[May] = frozenset()
    app: str = ""
    key: str = ""
    more: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Item:
    """A line as the template writes it; `current` is empty, `page` or `true` as `aria-current` has them."""

    label: str | Promise
    href: str
    key: str
    current: str = ""


@dataclass(frozen=True)
class Menu:
    """What stands in the row, and what waits under "Mer"."""

    first: tuple[Item, ...]
    more: tuple[Item, ...]

    @property
    def current_in_more(self) -> bool:
        """Whether the current page is among what waits."""
        return any(item.current for item in self.more)


def _of(*some: May) -> frozenset[May]:
    return frozenset(some)


READ = _of(May.READ_PICTURE)
DATA = _of(May.WORK_WITH_DATA)
LINES = (
    Line(label=_("Start"), page="portal:home", key="s", leads=True),
    Line(label=_("Veckan"), page="week:now", needs=_of(May.READ_WEEK), app="week", key="v"),
    Line(label=_("Granska"), page="incidents:review_queue", needs=_of(May.REVIEW), more=True),
    Line(label=_("Områden"), page="places:versions", needs=DATA, app="places", key="o", more=True),
    Line(label=_("Lägesbild"), page="findings:pictures", needs=READ, app="findings", key="l"),
    Line(label=_("Problem"), page="causes:problems", needs=_of(May.READ_PICTURE, May.REVIEW), app="causes"),
    Line(label=_("Plan"), page="actions:plan", needs=READ, app="actions"),
    Line(
        label=_("Beslut"), page="actions:decisions", needs=_of(May.READ_WEEK, May.CARRY_OUT), app="actions", more=True
    ),
    Line(label=_("Mina åtgärder"), page="actions:own", needs=_of(May.CARRY_OUT), unless=READ, app="actions"),
    Line(label=_("Styrgruppen"), page="actions:steering", needs=_of(May.ANSWER), unless=_of(May.DECIDE)),
    Line(label=_("Uppföljning"), page="outcomes:follow_ups", needs=READ, app="outcomes"),
    Line(
        label=_("Lagen"), page="governance:duties", needs=_of(May.READ_PICTURE, May.ANSWER), app="governance", more=True
    ),
    Line(label=_("Publicerat"), page="reports:reports", needs=READ, app="reports", key="p"),
    Line(
        label=_("Partnerupplagor"), page="reports:partner_editions", needs=_of(May.READ_PARTNER), unless=READ,
        app="reports",
    ),
    Line(label=_("Program"), page="programmes:programmes", needs=READ, app="programmes", more=True, leads=True),
    Line(
        label=_("Program"), page="programmes:partnerships", needs=_of(May.FOLLOW_PROGRAMME), unless=READ,
        app="programmes",
    ),
    Line(label=_("Kunskap"), page="knowledge:lessons", needs=READ, app="knowledge", more=True, leads=True),
    Line(label=_("Metoder"), page="portal:methods", needs=READ, more=True, leads=True),
    Line(label=_("Medlemmar"), page="people:members", needs=_of(May.ADMINISTER), unless=READ, app="people"),
    Line(label=_("Händelselogg"), page="people:events", needs=_of(May.READ_AUDIT), unless=_of(May.ADMINISTER)),
    Line(label=_("Mina rapporter"), page="incidents:own_reports", needs=_of(May.REPORT), unless=DATA),
    Line(label=_("Utlämnande"), page="incidents:disclosing", needs=_of(May.DISCLOSE), unless=_of(May.SET_UP)),
    Line(label=_("Dataskydd"), page="incidents:protection", needs=_of(May.INSPECT), unless=_of(May.SET_UP)),
    Line(
        label=_("Gallring"), page="incidents:retention", needs=_of(May.INSPECT, May.DISCLOSE), unless=_of(May.SET_UP)
    ),
)  # fmt: skip


def menu_of(request: HttpRequest, scope: Scope, *, kind: str) -> Menu:
    """Return the menu of a person, on a page, in an organisation of a kind."""
    lines = [line for line in _with_methods(scope) if _shown(line, scope.permissions)]
    hrefs = {line.page: href for line in lines if (href := _address(line.page))}
    lines = [line for line in lines if line.page in hrefs]
    chosen = _current(request, lines, hrefs)
    waits = {line.page for line in lines if (not line.leads if kind == PROGRAMME else line.more)}
    if len(lines) <= MANY:
        waits = set()

    def item(line: Line) -> Item:
        href = hrefs[line.page]
        current = "" if line.page != chosen else "page" if request.path == href else "true"
        return Item(line.label, href, line.key, current)

    return Menu(
        tuple(item(line) for line in lines if line.page not in waits),
        tuple(item(line) for line in lines if line.page in waits),
    )


def _with_methods(scope: Scope) -> tuple[Line, ...]:
    """The line of the first method, where reports are read, comes after the week."""
    ways = methods_for(scope)
    if not ways:
        return LINES
    own = Line(label=_("Rapporter"), page=ways[0].home, needs=DATA, app=ways[0].name, key="r")
    at = next(n for n, line in enumerate(LINES) if line.app == "week") + 1
    return (*LINES[:at], own, *LINES[at:])


def _shown(line: Line, permissions: frozenset[May]) -> bool:
    return (not line.needs or bool(line.needs & permissions)) and not line.unless & permissions


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def _current(request: HttpRequest, lines: list[Line], hrefs: dict[str, str]) -> str:
    home = hrefs.get("portal:home", "/")
    under = [
        line for line in lines
        if request.path == hrefs[line.page] or (hrefs[line.page] != home and request.path.startswith(hrefs[line.page]))
    ]  # fmt: skip
    if under:
        return max(under, key=lambda line: len(hrefs[line.page])).page
    app = request.resolver_match.app_name if request.resolver_match else ""
    return next((line.page for line in lines if line.app and line.app == app), "")
