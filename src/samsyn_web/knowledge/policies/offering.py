"""What can be packed beside what knowledge itself knows of: later steps tell of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from samsyn.bundle.pack_contents import Kind
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge.models import ReceivedPack


@dataclass(frozen=True, kw_only=True)
class Packable:
    """
    Something of the organisation's own that can be given to others, as it stands now.

    `seen` changes when it does; `came` is the pack that it came in, `back` the page that it stands on.
    """

    kind: Kind
    name: str
    contents: Mapping[str, Any]
    seen: int
    back: tuple[str, tuple[Any, ...]]
    source_status: str = "local_design"
    source: str = ""
    came: ReceivedPack | None = field(default=None)

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.contents["title"])


Find = Callable[[Scope, int], Packable | None]
_found: dict[str, Find] = {}


def register_packable(kind: Kind, find: Find) -> None:
    """Let an app offer something of its own to be packed, from its `apps.py`."""
    _found[kind.value] = find


def packable_elsewhere(pack_kind: str) -> Find | None:
    """Return how another app finds what can be packed of a kind, or none."""
    return _found.get(pack_kind)
