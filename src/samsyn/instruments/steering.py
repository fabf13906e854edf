"""What has to be decided in crime prevention, and a usual division into bodies to begin from, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

LEVELS = ("strategic", "coordinating", "operative")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A kind of decision, and the level on which it is usually taken."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, kw_only=True)
class UsualBody:
    """A body of the usual division: whom it reports to and what it decides, by codes."""

    code: str
    name: str
    level: str
    reports_to: tuple[str, ...]
    matters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SteeringTexts:
    """The kinds of decision and the usual division; `source_status` says whose words it is in."""

    version: str
    source_status: str
    matters: tuple[Matter, ...]
    usual: tuple[UsualBody, ...]

    @property
    def names(self) -> Mapping[str, str]:
        """The kinds of decision: name by code."""
        return {one.code: one.name for one in self.matters}


def read_steering(text: str, name: str) -> SteeringTexts:
    """
    Return what a YAML text declares.

    Parameters
    ----------
    text, name : str
        The text, and what to call it where something is wrong.

    Raises
    ------
    BadDeclaration
        If a field is missing or unknown, a code occurs twice, or a body names what is not there.
    """
    top = parse(text, name)
    loaded = SteeringTexts(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        matters=tuple(_matter(item) for item in top.items("matters")),
        usual=tuple(_usual(item) for item in top.items("usual")),
    )
    top.finish()
    check_unique([one.code for one in loaded.matters], name)
    check_unique([one.code for one in loaded.usual], name)
    bodies = {one.code for one in loaded.usual}
    for one in loaded.usual:
        unknown = {*one.reports_to} - bodies | {*one.matters} - set(loaded.names)
        if unknown:
            raise BadDeclaration(
                f"{name}: {one.code} hänvisar till {', '.join(sorted(unknown))}, som saknas."
            )
    return loaded


@cache
def steering_texts() -> SteeringTexts:
    """Return those that ship with Samsyn."""
    path = files("samsyn.instruments") / "steering.yaml"
    return read_steering(path.read_text(encoding="utf-8"), "steering.yaml")


def _matter(item: Item) -> Matter:
    made = Matter(code=item.text("code"), name=item.text("name"), level=item.choice("level", LEVELS))
    item.finish()
    return made


def _usual(item: Item) -> UsualBody:
    made = UsualBody(
        code=item.text("code"),
        name=item.text("name"),
        level=item.choice("level", LEVELS),
        reports_to=item.texts("reports_to"),
        matters=item.texts("matters"),
    )
    item.finish()
    return made
