"""How a method tells of the sources that it has read itself, and what has changed there since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from samsyn_web.base.scope import Scope


@dataclass(frozen=True, kw_only=True)
class OwnSource:
    """Something that a method has read itself, which no intake tells of; `limits` is what it cannot show."""

    key: str
    name: str
    limits: tuple[str, ...]


OwnSources = Callable[[Scope], Iterable[OwnSource]]
Since = Callable[[Scope, Iterable[int]], Mapping[int, tuple[str, ...]]]
_own_sources: dict[str, tuple[OwnSources, Since]] = {}


def register_own_sources(name: str, find: OwnSources, since: Since) -> None:
    """
    Let a method tell of the sources that it has read itself, from its `apps.py`.

    `since` tells in sentences what has changed at the source since rounds were frozen, by the round's key.
    """
    _own_sources[name] = find, since


def own_sources(scope: Scope) -> tuple[OwnSource, ...]:
    """Return what methods have read themselves; keys are those that rounds name."""
    return tuple(one for name in sorted(_own_sources) for one in _own_sources[name][0](scope))


def changed_since(scope: Scope, round_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return what has changed at the sources of rounds since they were frozen, by the round's key."""
    keys = list(round_ids)
    return {
        key: said for name in sorted(_own_sources) for key, said in _own_sources[name][1](scope, keys).items()
    }
