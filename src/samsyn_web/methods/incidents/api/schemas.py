"""What the interface for reports takes and gives: the same for the reporter's phone and for other systems."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from samsyn.instruments.load import report_fields
from samsyn_web.methods.incidents.policies.screening import screen

TEXT, PLACE, CODE = 500, 200, 40
DONE = 10
FIRST_YEAR, LAST_YEAR = 1970, 2090  # a device without a battery begins in 1970
DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d", re.ASCII)


def _codes(field: str) -> dict[str, Any]:
    return {"enum": ["", *(each.code for each in report_fields().get(field).options)]}


def _instant(value: Any) -> Any:
    """Refuse what is no day and time, and, before anything is computed from it, a year that no clock can show."""
    if not isinstance(value, str) or not DAY_AND_TIME.match(value):
        raise ValueError("instant")
    if not FIRST_YEAR <= int(value[:4]) < LAST_YEAR:
        raise ValueError("year")
    return value


def _of_nobody(number: UUID) -> UUID:
    """Refuse a number that a personal number was padded to; one made by chance has letters in it."""
    text = str(number)
    parts = (text, text[:13], text[-12:])
    if not re.search("[a-f]", text) and any(screen(part, len(text)).masked for part in parts):
        raise PydanticCustomError("uuid_person", "person")
    return number


Instant = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_instant)]


class Strict(BaseModel):
    """Nothing is guessed: a number is no text, and an unknown field is refused rather than lost."""

    model_config = ConfigDict(strict=True, extra="forbid", populate_by_name=False)


class Where(Strict):
    """Where it was: one of place, area, point, text; text may also stand beside the others."""

    place: int | None = Field(None, ge=1, le=2**62, description="key of a named place")
    area: str | None = Field(None, max_length=120, description="key of an area")
    point: tuple[float, float] | None = Field(None, description="longitude and latitude, degrees (WGS 84)")
    text: str | None = Field(None, max_length=PLACE, description="a place in words")


class WhenTold(Strict):
    """When it was."""

    code: Literal["now", "today", "yesterday", "exact", "interval", "discovered"]
    from_: Instant | None = Field(None, alias="from", description="time, or beginning")
    to: Instant | None = Field(None, description="end, or when it was found")


class ReportIn(Strict):
    """One report."""

    client_id: Annotated[UUID, AfterValidator(_of_nobody)] = Field(
        description="made by the device, by chance; the same again is the same report"
    )
    what: str = Field(min_length=1, max_length=CODE, description="code of the category")
    detail: str = Field("", max_length=CODE, description="code of the finer kind")
    where: Where | None = None
    dwelling: bool = Field(False, description="a home: only the area is kept")
    when: WhenTold | None = None
    severity: int | None = Field(None, ge=0, le=3)
    basis: str = Field("", max_length=CODE, json_schema_extra=_codes("basis"))
    extent: str = Field("", max_length=CODE, json_schema_extra=_codes("extent"))
    recurring: str = Field("", max_length=CODE, json_schema_extra=_codes("recurring"))
    description: str = Field("", max_length=TEXT)
    done: list[Annotated[str, Field(max_length=CODE)]] = Field([], max_length=DONE)
    needs: str = Field("", max_length=CODE, json_schema_extra=_codes("needs"))
    made_at: Instant = Field(description="when it was written, by the device's clock")
    sent_at: Instant | None = Field(None, description="when it is sent, by the same clock")


class Kept(Schema):
    """A report that Samsyn has."""

    client_id: UUID
    state: str
    received_at: datetime
    masked: list[str] = Field(description="kinds of what was masked")
    is_new: bool


class Wrong(Schema):
    """Why a report was not taken."""

    client_id: str | None
    field: str
    message: str


class Sent(Schema):
    """What became of what was sent: each report is in one of the two lists."""

    reports: list[Kept]
    errors: list[Wrong]


class Failed(Schema):
    """Why nothing was done."""

    code: str
    message: str


class Own(Schema):
    """One of the sender's own reports, and what became of it."""

    client_id: UUID
    kind: str
    what: str
    label: str
    place: str
    day: str
    state: str
    state_label: str
    answer: str
    received_at: datetime


class OwnList(Schema):
    """The sender's own reports, the newest first."""

    reports: list[Own]


class Me(Schema):
    """Who the server takes the sender to be, and the token that a browser sends back."""

    sender: str
    organisation: str
    works_as: str
    csrf: str
    now: datetime
