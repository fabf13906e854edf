"""What a report can be about: categories with stable codes, and the indicators made of them, read from YAML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

CATEGORY_KINDS = ("incident", "forward", "zero", "positive")
TARGETS = ("embrace_group", "survey_item", "offence_group")


@dataclass(frozen=True, kw_only=True)
class Subcategory:
    """
    A finer kind within a category; `sensitive` ones are off until somebody turns them on.

    The fields from `closed` on are those of `Category`, and only used in lists that an organisation has made.
    """

    code: str
    label: str
    weight: int
    source_status: str
    sensitive: bool = False
    enabled: bool = True
    help: str = ""
    example_ok: str = ""
    example_not_ok: str = ""
    closed: bool = False
    instead: str | None = None
    formerly: tuple[str, ...] = ()
    national: str | None = None
    no_national: str = ""


@dataclass(frozen=True, kw_only=True)
class Category:
    """
    What a report can be about.

    Parameters
    ----------
    code, label : str
        Stable code, and the Swedish word on the screen (can be changed locally; the code cannot).
    weight : int
        0–5, a proposal that is shown openly and can be changed; never a verdict.
    kind : str
        "incident", "forward" (something that is coming), "zero" (nothing to report) or "positive".
    embrace_group, survey_item, offence_group : str, optional
        Codes of what the category corresponds to elsewhere; `CategoryList.targets` holds their labels.
    subcategories : tuple of Subcategory
    help, example_ok, example_not_ok : str
        Plain language; what may be written, and what may not because it points out a person.
    reminder : str, optional
        What the reporter must also do elsewhere.
    source_status : str
        "original", "own_words" or "local_design".
    closed : bool
        Whether it can no longer be chosen; its code stays, so that what was reported can be read.
    instead : str, optional
        For a closed one: the code that is chosen from now on. None where nothing takes its place.
    formerly : tuple of str
        For a new one: codes that the same was reported under before.
    national, no_national : str
        For a local one: the code in the list that Samsyn comes with that it is counted as where lists are compared, or
        the reason why there is none.
    words : tuple of str
        What sources call it: rows with such a label are counted here.
    """

    code: str
    label: str
    weight: int
    kind: str
    help: str
    source_status: str
    embrace_group: str | None = None
    survey_item: str | None = None
    offence_group: str | None = None
    subcategories: tuple[Subcategory, ...] = ()
    example_ok: str = ""
    example_not_ok: str = ""
    reminder: str | None = None
    closed: bool = False
    instead: str | None = None
    formerly: tuple[str, ...] = ()
    national: str | None = None
    no_national: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """
    A named, weighted set of categories and subcategories whose count is followed month by month.

    Parameters
    ----------
    code, label, help : str
    parts : tuple of (str, int)
        Code and weight (1–5). A subcategory that is named itself has its own weight, not its category's.
    least_severity : int, optional
        Only reports of this severity (0–3) or above.
    hours : (int, int), optional
        Only reports between these hours of the day, half-open; (21, 6) goes over midnight.
    """

    code: str
    label: str
    parts: tuple[tuple[str, int], ...]
    help: str = ""
    least_severity: int | None = None
    hours: tuple[int, int] | None = None
    closed: bool = False
    source_status: str = "local_design"


@dataclass(frozen=True, kw_only=True)
class CategoryList:
    """
    The categories in one version.

    `targets` maps "embrace_group", "survey_item" and "offence_group" to their codes and labels. `based_on` is the
    version of the list that Samsyn comes with, for a list that an organisation has made from it.
    """

    version: str
    source_status: str
    categories: tuple[Category, ...]
    targets: dict[str, dict[str, str]]
    indicators: tuple[Indicator, ...] = ()
    based_on: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(category.code for category in self.categories)

    @property
    def incident_codes(self) -> tuple[str, ...]:
        """Codes of what has happened, in order: what counts in a picture."""
        return tuple(category.code for category in self.categories if category.kind == "incident")

    @property
    def every(self) -> dict[str, Category | Subcategory]:
        """Every code with its category or subcategory, in order."""
        found: dict[str, Category | Subcategory] = {}
        for category in self.categories:
            found[category.code] = category
            found |= {sub.code: sub for sub in category.subcategories}
        return found

    @property
    def choosable(self) -> tuple[Category, ...]:
        """What can be reported now: neither closed nor turned off, in order."""
        return tuple(
            replace(
                one,
                subcategories=tuple(sub for sub in one.subcategories if sub.enabled and not sub.closed),
            )
            for one in self.categories
            if not one.closed
        )

    def get(self, code: str | None) -> Category | None:
        """Return the category of a code or of a subcategory's code, none where the list does not hold it."""
        for category in self.categories:
            if code == category.code or any(code == each.code for each in category.subcategories):
                return category
        return None

    def label_of(self, code: str) -> str:
        """Return the label of a category or subcategory; an unknown code is its own label."""
        category = self.get(code)
        if category is None:
            return code
        return next((each.label for each in category.subcategories if each.code == code), category.label)


def read_categories(text: str, name: str) -> CategoryList:
    """
    Return the categories that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, a code occurs twice, or a target is not declared.
    """
    top = parse(text, name)
    targets = {kind: _targets(top, f"{kind}s") for kind in TARGETS}
    loaded = CategoryList(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        categories=tuple(_category(item, targets) for item in top.items("categories")),
        targets=targets,
        indicators=tuple(_indicator(item) for item in top.items("indicators")),
        based_on=top.optional("based_on"),
    )
    top.finish()
    subcodes = [each.code for category in loaded.categories for each in category.subcategories]
    check_unique([*loaded.codes, *subcodes, *(each.code for each in loaded.indicators)], name)
    if not loaded.categories:
        raise BadDeclaration(f"{name}: listan categories är tom.")
    return loaded


def _targets(top: Item, name: str) -> dict[str, str]:
    value = top.get(name)
    if not isinstance(value, dict) or not all(
        isinstance(each, str) for pair in value.items() for each in pair
    ):
        raise top.wrong(name, value, "koder med etiketter (kod: etikett)")
    return dict(value)


def _category(item: Item, targets: dict[str, dict[str, str]]) -> Category:
    code, weight = item.text("code"), item.number("weight", 0, 5)
    category = Category(
        code=code,
        label=item.text("label"),
        weight=weight,
        kind=item.choice("kind", CATEGORY_KINDS, "incident"),
        embrace_group=item.optional_choice("embrace_group", targets["embrace_group"]),
        survey_item=item.optional_choice("survey_item", targets["survey_item"]),
        offence_group=item.optional_choice("offence_group", targets["offence_group"]),
        subcategories=tuple(_subcategory(each, code, weight) for each in item.items("subcategories")),
        help=item.text("help"),
        example_ok=item.text("example_ok", ""),
        example_not_ok=item.text("example_not_ok", ""),
        reminder=item.optional("reminder"),
        source_status=item.choice("source_status", SOURCE_STATUSES),
        words=item.texts("words"),
        **_local(item),
    )
    item.finish()
    return category


def _local(item: Item) -> dict[str, Any]:
    """Return what only a list that an organisation has made says of a category or subcategory."""
    return {
        "closed": item.flag("closed", False),
        "instead": item.optional("instead"),
        "formerly": item.texts("formerly"),
        "national": item.optional("national"),
        "no_national": item.text("no_national", ""),
    }


def _indicator(item: Item) -> Indicator:
    hours = [item.number(name, 0, 24) for name in ("from_hour", "to_hour") if item.get(name) is not None]
    if len(hours) == 1 or len(set(hours)) == 1:
        raise item.wrong("from_hour", item.get("from_hour"), "tillsammans med to_hour, och en annan timme")
    severity = item.get("least_severity")
    parts = item.get("parts")
    known = isinstance(parts, dict) and all(
        isinstance(code, str)
        and isinstance(weight, int)
        and not isinstance(weight, bool)
        and 1 <= weight <= 5
        for code, weight in parts.items()
    )
    if not known or not parts:
        raise item.wrong("parts", parts, "koder med vikt 1–5 (kod: vikt)")
    indicator = Indicator(
        code=item.text("code"),
        label=item.text("label"),
        help=item.text("help", ""),
        parts=tuple(parts.items()),
        least_severity=None if severity is None else item.number("least_severity", 0, 3),
        hours=(hours[0], hours[1]) if hours else None,
        closed=item.flag("closed", False),
        source_status=item.choice("source_status", SOURCE_STATUSES),
    )
    item.finish()
    return indicator


def _subcategory(item: Item, parent: str, weight: int) -> Subcategory:
    sensitive = item.flag("sensitive", False)
    subcategory = Subcategory(
        code=item.text("code"),
        label=item.text("label"),
        weight=item.number("weight", 0, 5, weight),
        sensitive=sensitive,
        enabled=item.flag("enabled", not sensitive),
        source_status=item.choice("source_status", SOURCE_STATUSES),
        help=item.text("help", ""),
        example_ok=item.text("example_ok", ""),
        example_not_ok=item.text("example_not_ok", ""),
        **_local(item),
    )
    item.finish()
    if not subcategory.code.startswith(f"{parent}-"):
        raise item.wrong("code", subcategory.code, f"en kod som börjar med {parent}-")
    return subcategory
