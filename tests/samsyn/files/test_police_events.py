"""The police's published events, in invented samples of the feed's own form."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import UnreadableFile
from samsyn.files.police_events import own_events, read_police_events


def event(number: int, **other: Any) -> dict[str, Any]:
    return {
        "id": number, "datetime": "2024-03-05 9:02:11 +01:00", "name": "04 mars 23.40, Brand, Exempelköping",
        "summary": "En container brann.", "url": "/aktuellt/handelser/2024/mars/4/brand/", "type": "Brand",
        "location": {"name": "Exempelköping", "gps": "59.0,15.0"},
    } | other  # fmt: skip


def read(*events: dict[str, Any]):
    return read_police_events(json.dumps(events).encode(), "polisen.json")


def test_an_event_of_the_feed() -> None:
    (one,) = read(event(1))
    assert one.at == datetime(2024, 3, 4, 22, 40, tzinfo=UTC)
    assert (one.kind, one.place, one.is_county) == ("Brand", "Exempelköping", False)
    assert one.address == "https://polisen.se/aktuellt/handelser/2024/mars/4/brand/"


def test_the_year_before_is_found_and_a_name_without_time_is_published() -> None:
    first, second = read(
        event(1, datetime="2024-01-01 0:40:16 +01:00", name="31 december 23.07, Brand, Exempelköping"),
        event(2, name="Sammanfattning natt, Exempelköping"),
    )
    assert first.at == datetime(2023, 12, 31, 22, 7, tzinfo=UTC)
    assert second.at == datetime(2024, 3, 5, 8, 2, 11, tzinfo=UTC)


def test_the_same_number_is_one_event_as_it_stands_last() -> None:
    (one,) = read(event(1, type="Brand"), event(1, type="Mordbrand"))
    assert one.kind == "Mordbrand"


def test_a_table_says_the_same() -> None:
    table = (
        "event_id,occurred_local,published_at,name,type,location_name,summary\n"
        '1,2024-03-04T23:40,x,"04 mars 23.40, Brand, Exempelköping",Brand,Exempelköping,En container brann.\n'
    )
    (one,) = read_police_events(table.encode(), "a.csv")
    (other,) = read(event(1))
    assert (one.number, one.at, one.kind, one.place) == (other.number, other.at, other.kind, other.place)


def test_no_link_leads_elsewhere() -> None:
    (one,) = read(event(1, url="https://annan.example/"))
    assert one.address == "https://polisen.se/aktuellt/handelser/"


@pytest.mark.parametrize(
    "content",
    [b"", b"  ", b"{}", b"[1]", b"[{}]", b'[{"id": "x"}]', b"a,b\n1,2\n", b"\x00\xff", b"[" * 100_000],
)
def test_what_is_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.json"):
        read_police_events(content, "a.json")


def county(number: int, text: str, place: str = "Exempels län") -> dict[str, Any]:
    return event(
        number, datetime="2026-02-05 9:02:11 +01:00", name=text, location={"name": place, "gps": "59,15"}
    )


def test_only_own_events_are_kept_and_the_others_are_counted() -> None:
    """By name before the break, by a word of the text after it, and never guessed."""
    events = read(
        event(1),
        event(2, location={"name": "Annanstad", "gps": "1,1"}),
        county(3, "04 februari 10.00, Rån, Exempelköping"),
        county(4, "04 februari 10.00, Rån, Annanstad"),
        county(5, "04 februari 10.00, Rån, Exempelköpingsby"),  # another word
        county(6, "04 februari 10.00, Rån, Exempelköpings centrum"),
        county(7, "04 februari 10.00, Rån, Exempelköping", "Andra län"),
    )
    found = own_events(events, "Exempelköping", "Exempels län")
    assert [one.number for one in found.events] == [1, 3, 6]
    assert (found.elsewhere, found.unplaced) == (2, 2)


@given(st.lists(st.tuples(st.sampled_from(["Exempelköping", "Annanstad", "Exempels län"]), st.booleans())))
def test_every_event_is_somewhere(rows: list[tuple[str, bool]]) -> None:
    events = read(
        *(
            event(
                n, location={"name": place, "gps": "1,1"}, name="Exempelköping" if named else "x", summary=""
            )
            for n, (place, named) in enumerate(rows)
        )
    )
    found = own_events(events, "exempelköping")
    assert len(found.events) + found.elsewhere + found.unplaced == len(rows)
    slow = sum(place == "Exempelköping" or (place.endswith("län") and named) for place, named in rows)
    assert len(found.events) == slow
