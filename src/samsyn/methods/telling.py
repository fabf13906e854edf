"""What a method offers beside `samsyn.cycle.Method`: to tell again, from frozen rows, what a document told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from samsyn.cycle import Edition, Found, Method, Round, Section
from samsyn.disclosure import THRESHOLD
from samsyn.table import AreaSet, Table


class Told(Protocol):
    """What a method makes of a round: figures before disclosure control, and how each edition tells them."""

    @property
    def observed(self) -> Round:
        """The rows, and what they were understood by."""

    @property
    def found(self) -> Found:
        """Every figure."""

    def limited_to(self, own: Sequence[str]) -> Told:
        """Return the same with a partner edition that is limited to areas, by key or name."""

    def sentence(self, edition: Edition, threshold: int = THRESHOLD) -> str:
        """Return what an edition says, in a few sentences; small counts are those below the threshold."""

    def sections(self, edition: Edition, threshold: int = THRESHOLD) -> Sequence[Section]:
        """Return the sections of an edition."""

    def document(self, edition: Edition, threshold: int = THRESHOLD) -> Mapping[str, Any]:
        """Return the JSON document of an edition."""


class TellingMethod(Method, Protocol):
    """A method whose pictures can be made again."""

    def tell(self, rows: Table, document: Mapping[str, Any], areas: AreaSet | None) -> Told:
        """Return what an internal document tells of, made again from its frozen rows; areas give the map its shapes."""
