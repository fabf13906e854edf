"""Reads the list of events that the Swedish police publish: as their feed gives it (JSON), or as a table (CSV)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from samsyn.errors import UnreadableFile
from samsyn.files.encoding import to_utf8

BREAK = date(2026, 1, 1)
"""From this day the feed places events in counties instead of municipalities."""
SITE = "https://polisen.se"
MOST = 200_000
_ZONE = ZoneInfo("Europe/Stockholm")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
_NAMED = re.compile(r"^(\d{1,2}) ([a-zåäö]+) (\d{1,2})[.:](\d{2})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class PoliceEvent:
    """
    One published event: a press item, not an offence.

    Parameters
    ----------
    number : int
        The feed's own.
    at : datetime
        When it happened as the item says, else when it was published; UTC.
    kind, place : str
        As the police write them: 97 kinds with near duplicates; a municipality, or from `BREAK` a county.
    address : str
        Of the item on the police's own pages.
    text : str
        Name and summary, to look for a municipality in; not to be kept.
    """

    number: int
    at: datetime
    kind: str
    place: str
    address: str
    text: str

    @property
    def is_county(self) -> bool:
        """Whether it is placed in a county only."""
        return self.place.casefold().endswith(" län")


@dataclass(frozen=True, kw_only=True)
class OwnEvents:
    """
    The events of one municipality, and how many others there were.

    `elsewhere` are placed in another municipality; `unplaced` in a county, without a word that says it was here: they
    may have been, so the number of events from `BREAK` on is too low and no count is compared across that day.
    """

    events: tuple[PoliceEvent, ...]
    elsewhere: int
    unplaced: int


def read_police_events(content: bytes, name: str) -> tuple[PoliceEvent, ...]:
    """
    Return the events of a file, each once, in order of time.

    Parameters
    ----------
    content : bytes
        The feed's JSON (a list of objects with id, datetime, name, summary, url, type and location), or a table with
        event_id, occurred_local, name, type, location_name, summary.
    name : str
        The file's, for messages.

    Raises
    ------
    UnreadableFile
        If it is neither, or holds more than 200,000 events.
    """
    if not content.strip():
        raise UnreadableFile(f"{name} är tom.")
    utf8, _guess = to_utf8(content, name)
    text = utf8.decode().lstrip("\ufeff")
    rows = _json(text, name) if text.lstrip()[:1] in "[{" else _csv(text, name)
    found = {}
    for number, row in enumerate(rows, start=1):
        if number > MOST:
            raise UnreadableFile(f"{name} har fler än {MOST} händelser.")
        try:
            event = _event(row)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UnreadableFile(
                f"{name}: händelse {number} har inte nummer, tid, typ och plats i polisens form."
            ) from None
        found[event.number] = event  # a later one of the same number is the item as it stands now
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.number)))


def _json(text: str, name: str) -> Iterable[Mapping[str, Any]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableFile(f"{name} går inte att läsa som JSON. Är den hel?") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFile(f"{name} är inte polisens lista av händelser.")
    return rows


def _csv(text: str, name: str) -> Iterable[Mapping[str, Any]]:
    rows = csv.DictReader(io.StringIO(text))
    needed = {"event_id", "occurred_local", "name", "type", "location_name"}
    if not needed <= set(rows.fieldnames or ()):
        raise UnreadableFile(
            f"{name} är varken polisens JSON eller en tabell med {', '.join(sorted(needed))}."
        )
    return rows


def _event(row: Mapping[str, Any]) -> PoliceEvent:
    if "event_id" in row:
        at = datetime.fromisoformat(row["occurred_local"])
        number, place = int(row["event_id"]), str(row["location_name"])
        address = f"{SITE}/aktuellt/handelser/"
    else:
        at = _occurred(str(row["name"]), _published(str(row["datetime"])))
        number, place = int(row["id"]), str(row["location"]["name"])
        address = urljoin(SITE, str(row.get("url") or "/aktuellt/handelser/"))
        if not address.startswith(f"{SITE}/"):  # never a link to anywhere else
            address = f"{SITE}/aktuellt/handelser/"
    at = (at if at.tzinfo else at.replace(tzinfo=_ZONE)).astimezone(UTC)
    return PoliceEvent(
        number=number,
        at=at,
        kind=" ".join(str(row["type"]).split()),
        place=" ".join(place.split()),
        address=address,
        text=f"{row['name']} {row.get('summary') or ''}",
    )


def _published(text: str) -> datetime:
    """Return the feed's time, which writes hours without a zero: 2024-01-01 0:40:16 +01:00."""
    day, clock, *zone = text.replace("T", " ").split()
    return datetime.fromisoformat(f"{day}T{clock:0>8}{''.join(zone)}")


def _occurred(name: str, published: datetime) -> datetime:
    """Return the day and time that an item's name begins with, in the year that lies before its publication."""
    found = _NAMED.match(name)
    if found is None or found[2].casefold() not in _MONTHS:
        return published
    month = _MONTHS.index(found[2].casefold()) + 1
    local = published.astimezone(_ZONE) if published.tzinfo else published.replace(tzinfo=_ZONE)
    for year in (local.year, local.year - 1):
        try:
            at = datetime(year, month, int(found[1]), int(found[3]), int(found[4]), tzinfo=_ZONE)
        except ValueError:
            continue
        if (at - local).days < 1:
            return at
    return published


def own_events(events: Iterable[PoliceEvent], municipality: str, county: str = "") -> OwnEvents:
    """
    Return the events of a municipality.

    Parameters
    ----------
    events : iterable of PoliceEvent
    municipality, county : str
        Their names ("Nacka", "Stockholms län"); without a county every county is looked in.

    Notes
    -----
    An event placed in a municipality is that municipality's, by name. One placed in a county is kept only where its
    text has the municipality's name as a word; the others are counted as unplaced, not guessed.
    """
    word = re.compile(rf"(?<![\wåäö-]){re.escape(municipality)}s?(?![\wåäö-])", re.IGNORECASE)
    kept, elsewhere, unplaced = [], 0, 0
    for event in events:
        if not event.is_county:
            own = event.place.casefold() == municipality.casefold()
            kept += [event] if own else []
            elsewhere += not own
        elif county and event.place.casefold() != county.casefold():
            elsewhere += 1
        elif word.search(event.text):
            kept.append(event)
        else:
            unplaced += 1
    return OwnEvents(events=tuple(kept), elsewhere=elsewhere, unplaced=unplaced)
