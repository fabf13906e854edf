"""What a method offers beside `samsyn.cycle.Method`: to tell again, from the same readings, what a document told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from samsyn.cycle import Edition, Found, Method, Round, Section
from samsyn.files.reading import Reading
from samsyn.table import AreaSet


class Told(Protocol):
    """What a method makes of readings: figures before disclosure control, and how each edition tells them."""

    @property
    def observed(self) -> Round:
        """The rows, and what they were understood by."""

    @property
    def found(self) -> Found:
        """Every figure."""

    def limited_to(self, own: Sequence[str]) -> Told:
        """Return the same with a partner edition that is limited to areas, by key or name."""

    def sentence(self, edition: Edition) -> str:
        """Return what an edition says, in a few sentences."""

    def sections(self, edition: Edition) -> Sequence[Section]:
        """Return the sections of an edition."""

    def document(self, edition: Edition) -> Mapping[str, Any]:
        """Return the JSON document of an edition."""


class TellingMethod(Method, Protocol):
    """A method whose pictures can be made again."""

    def tell(self, readings: Sequence[Reading], document: Mapping[str, Any], areas: AreaSet | None) -> Told:
        """Return what a document tells of, made again from readings of the same files."""
