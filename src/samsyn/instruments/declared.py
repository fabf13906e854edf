"""Reads a YAML file field by field; what is wrong is told in Swedish with the file and the place in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from samsyn.errors import BadDeclaration

SOURCE_STATUSES = ("original", "own_words", "local_design")


@dataclass(frozen=True)
class Item:
    """
    One mapping in a declaration, and where it stands.

    Every field is asked for by name; `finish` then refuses what nobody asked for, so that a misspelt field
    is never silently left out.
    """

    values: Mapping[str, Any]
    place: str
    _asked: set[str] = field(default_factory=set, compare=False)

    def wrong(self, name: str, found: object, expected: str) -> BadDeclaration:
        """Return the error that tells what was found and what was expected."""
        shown = "ingenting" if found is None else f"”{found}”"
        return BadDeclaration(f"{self.place}: fältet {name} är {shown}, men ska vara {expected}.")

    def get(self, name: str) -> Any:
        """Return a field as it stands, none where it is absent."""
        self._asked.add(name)
        return self.values.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text that is not empty."""
        value = self.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, value, "en text")
        return " ".join(value.split())

    def optional(self, name: str) -> str | None:
        """Return a text, or none where the field is absent or empty."""
        return None if self.get(name) is None else self.text(name)

    def choice(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return a text that is one of those allowed."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.wrong(name, value, f"något av {', '.join(allowed)}")
        return value

    def optional_choice(self, name: str, allowed: Collection[str]) -> str | None:
        """Return one of those allowed, or none where the field is absent."""
        return None if self.get(name) is None else self.choice(name, allowed)

    def number(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number within limits, both included."""
        value = self.get(name)
        value = default if value is None else value
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(name, value, f"ett heltal {low}–{high}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false."""
        value = self.get(name)
        value = default if value is None else value
        if not isinstance(value, bool):
            raise self.wrong(name, value, "true eller false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where the field is absent."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.wrong(name, value, "en lista av texter")
        return tuple(" ".join(each.split()) for each in value)

    def items(self, name: str) -> tuple[Item, ...]:
        """Return a list of mappings, empty where the field is absent."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            raise self.wrong(name, value, "en lista av poster")
        return tuple(
            Item(each, f"{self.place}, {name} {each.get('code', number)}")
            for number, each in enumerate(value, start=1)
        )

    def finish(self) -> None:
        """Refuse fields that are not known."""
        unknown = sorted(str(name) for name in self.values if name not in self._asked)
        if unknown:
            raise BadDeclaration(
                f"{self.place}: okänt fält {', '.join(unknown)}. Rätta stavningen eller ta bort det."
            )


def parse(text: str, name: str) -> Item:
    """
    Return the mapping that a YAML text holds.

    Raises
    ------
    BadDeclaration
        If the text is not YAML, or holds something else than a mapping.
    """
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" Felet ligger vid rad {mark.line + 1}." if mark else ""
        raise BadDeclaration(f"{name} går inte att läsa som YAML.{where}") from None
    if not isinstance(value, Mapping):
        raise BadDeclaration(f"{name} ska innehålla namngivna fält (namn: värde).")
    return Item(value, name)


def check_unique(codes: Collection[str], place: str) -> None:
    """Refuse a code that occurs twice."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise BadDeclaration(
                f"{place}: koden {code} finns två gånger. Varje kod får bara användas en gång."
            )
        seen.add(code)
