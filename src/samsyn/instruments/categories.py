"""What a report can be about: categories with stable codes, read from YAML."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

CATEGORY_KINDS = ("incident", "forward", "zero", "positive")
TARGETS = ("embrace_group", "survey_item", "offence_group")


@dataclass(frozen=True, kw_only=True)
class Subcategory:
    """A finer kind within a category; `sensitive` ones are off until somebody turns them on."""

    code: str
    label: str
    weight: int
    source_status: str
    sensitive: bool = False
    enabled: bool = True


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


@dataclass(frozen=True, kw_only=True)
class CategoryList:
    """
    The categories in one version.

    `targets` maps "embrace_group", "survey_item" and "offence_group" to their codes and labels.
    """

    version: str
    source_status: str
    categories: tuple[Category, ...]
    targets: dict[str, dict[str, str]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(category.code for category in self.categories)

    @property
    def incident_codes(self) -> tuple[str, ...]:
        """Codes of what has happened, in order: what counts in a picture."""
        return tuple(category.code for category in self.categories if category.kind == "incident")

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
    )
    top.finish()
    subcodes = [each.code for category in loaded.categories for each in category.subcategories]
    check_unique([*loaded.codes, *subcodes], name)
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
    )
    item.finish()
    return category


def _subcategory(item: Item, parent: str, weight: int) -> Subcategory:
    sensitive = item.flag("sensitive", False)
    subcategory = Subcategory(
        code=item.text("code"),
        label=item.text("label"),
        weight=item.number("weight", 0, 5, weight),
        sensitive=sensitive,
        enabled=item.flag("enabled", not sensitive),
        source_status=item.choice("source_status", SOURCE_STATUSES),
    )
    item.finish()
    if not subcategory.code.startswith(f"{parent}-"):
        raise item.wrong("code", subcategory.code, f"en kod som börjar med {parent}-")
    return subcategory
