"""Adjusted minutes are kept as they stood, a correction names what it corrects, and notice and minutes are files."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate
from pypdf import PdfReader

from samsyn.errors import BadInput, Refused, SamsynError
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import CouncilMeeting, CouncilMinutes
from tests.samsyn_web.conftest import Person
from tests.samsyn_web.governance.test_council_points import held, point

DAY = timedelta(days=1)
WHO = "ordföranden och lokalpolischefen"


def adjusted(by: Person, at: datetime, meeting: CouncilMeeting, **said) -> CouncilMinutes:
    given = {"adjusted_on": localdate(at), "adjusters": WHO, **said}
    return services.adjust_minutes(by=by.scope, at=at, meeting=meeting, **given)


def minuted(by: Person, at: datetime) -> CouncilMeeting:
    """Return a held meeting with a point, what was said and what was decided."""
    meeting = held(by, at)
    one = point(by, at, meeting, said="Rådet delar bilden.")
    services.decide_in_council(
        by=by.scope, at=at, point=one, becomes="task", text="Laga lampan", function="Driftchef",
        due=localdate(at) + 9 * DAY,
    )  # fmt: skip
    return meeting


def rewritten(by: Person, at: datetime, meeting: CouncilMeeting, said: str) -> None:
    (one,) = queries.council_points(by.scope, meeting)
    services.write_point(
        by=by.scope, at=at, meeting=meeting, point=one, title=one.title, purpose=one.purpose, said=said,
        seen=one.version,
    )  # fmt: skip


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_what_is_adjusted_stays_and_a_correction_names_what_it_corrects(anna: Person, at: datetime) -> None:
    meeting = minuted(anna, at)
    first = adjusted(anna, at, meeting)
    stood = queries.minutes_as_adjusted(anna.scope, meeting, 1)
    assert stood == queries.minutes_now(anna.scope, meeting)
    assert not queries.differs_from_adjusted(anna.scope, meeting)
    rewritten(anna, at, meeting, "Rådet delar inte bilden.")
    services.set_council(
        by=anna.scope, at=at, name="Ett annat namn", since=meeting.council.since, reference="KS § 32"
    )
    meeting = queries.council_meeting(anna.scope, meeting.pk)
    assert queries.differs_from_adjusted(anna.scope, meeting)
    assert queries.minutes_as_adjusted(anna.scope, meeting, 1) == stood
    with pytest.raises(BadInput, match="vad som är rättat"):
        adjusted(anna, at, meeting)
    second = adjusted(anna, at, meeting, why="Ett ”inte” saknades")
    assert (second.number, second.corrects, second.why) == (2, first, "Ett ”inte” saknades")
    assert queries.minutes_as_adjusted(anna.scope, meeting, 1) == stood
    assert second.digest != first.digest
    with pytest.raises(Refused, match="Inget är ändrat"):
        adjusted(anna, at, meeting, why="En gång till")
    events = AuditEvent.objects.filter(verb="council.adjusted").order_by("sequence")
    assert [one.detail["number"] for one in events] == [1, 2]


def test_the_database_itself_refuses_to_change_what_is_adjusted(anna: Person, at: datetime) -> None:
    meeting = minuted(anna, at)
    one = adjusted(anna, at, meeting)
    with pytest.raises(FrozenRecord):
        CouncilMinutes.objects.update(content="{}")
    for column in ("content", "adjusters", "why", "digest"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            connection.cursor().execute(
                f"UPDATE governance_councilminutes SET {column} = 'x' WHERE id = %s",  # noqa: S608
                [one.pk],
            )
    copied = {
        name: getattr(one, name)
        for name in ("meeting", "adjusted_on", "adjusters", "content", "digest", "recorded_by", "recorded_at")
    }
    with pytest.raises(DatabaseError, match="names the version before"), transaction.atomic():
        CouncilMinutes.objects.create(number=3, corrects=one, why="Hoppar över en", **copied)
    with pytest.raises(DatabaseError), transaction.atomic():
        CouncilMinutes.objects.create(number=2, why="Säger inte vad den rättar", **copied)
    assert list(CouncilMinutes.objects.values_list("number", flat=True)) == [1]


def test_only_a_held_meeting_is_adjusted_and_by_functions(
    anna: Person, rut: Person, cecilia: Person, at: datetime
) -> None:
    meeting, today = minuted(anna, at), localdate(at)
    ahead = services.plan_meeting(
        by=anna.scope,
        at=at,
        council=meeting.council,
        day=today + 30 * DAY,
        begins=None,
        form="remote",
        place="",
    )
    with pytest.raises(Refused, match="efter mötet"):
        adjusted(anna, at, ahead)
    wrong = (
        {"adjusters": " "},
        {"adjusters": "Anna Andersson 070-123 45 67"},
        {"adjusted_on": today + DAY},
        {"adjusted_on": meeting.day - DAY},
    )
    for said in wrong:
        with pytest.raises(BadInput):
            adjusted(anna, at, meeting, **said)
    for person in (rut, cecilia):
        with pytest.raises(SamsynError):
            adjusted(person, at, meeting)
    assert not CouncilMinutes.objects.exists()
    assert not AuditEvent.objects.filter(verb="council.adjusted").exists()


def test_the_page_adjusts_corrects_and_hands_out_the_minutes(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    meeting = minuted(anna, at)
    page, client = f"/styrning/radet/moten/{meeting.pk}/", anna.client()
    assert "Protokollet är inte justerat" in client.get(page).content.decode()
    assert "Utkast. Protokollet är inte justerat." in text_of(client.get(f"{page}protokoll-0.pdf").content)
    said = {"adjusted_on": localdate(at).isoformat(), "adjusters": WHO}
    assert client.get(f"{page}justera/").status_code == 200
    assert client.post(f"{page}justera/", {**said, "adjusters": ""}).status_code == 422
    assert client.post(f"{page}justera/", said).status_code == 302
    rewritten(anna, at, meeting, "Rådet väntar.")
    assert "Något är ändrat sedan protokollet justerades" in client.get(page).content.decode()
    assert client.post(f"{page}justera/", said | {"why": "Rådet väntar"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Något är ändrat" not in shown
    assert shown.index("Version 2") < shown.index("Version 1")
    old, new = (client.get(f"{page}protokoll-{n}.pdf") for n in (1, 2))
    assert old["Content-Type"] == "application/pdf"
    assert "Rådet delar bilden." in text_of(old.content)
    told = " ".join(text_of(new.content).split())
    for words in (
        "Rådet väntar.",
        WHO,
        "version 1: Rådet väntar",
        "Laga lampan",
        "Driftchef",
        "Trygghetsrådet",
    ):
        assert words in told
    assert PdfReader(io.BytesIO(new.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    word = (
        ZipFile(io.BytesIO(client.get(f"{page}protokoll-2.docx").content)).read("word/document.xml").decode()
    )
    assert "Rådet väntar." in word
    for path in ("protokoll-3.pdf", "protokoll-1.html", "kallelse.html"):
        assert client.get(page + path).status_code == 404
    for path in ("justera/", "kallelse.pdf", "protokoll-0.pdf", "protokoll-1.pdf"):
        assert cecilia.client().get(page + path).status_code == 404, path


def test_the_notice_has_the_agenda_and_who_is_called(anna: Person, at: datetime) -> None:
    meeting = held(anna, at)
    ahead = services.plan_meeting(
        by=anna.scope, at=at, council=meeting.council, day=localdate(at) + 30 * DAY, begins=None, form="place",
        place="Polishuset",
    )  # fmt: skip
    point(anna, at, ahead, "Ljuset på Järnvägsgatan", text="Tre lampor är släckta.")
    page = f"/styrning/radet/moten/{ahead.pk}/"
    assert "Kallelse som PDF" in anna.client().get(page).content.decode()
    told = " ".join(text_of(anna.client().get(f"{page}kallelse.pdf").content).split())
    for words in (
        "Kallelse",
        "Polishuset",
        "Ljuset på Järnvägsgatan",
        "för beslut",
        "Tre lampor",
        "lokalpolischef",
    ):
        assert words in told
    assert anna.client().get(f"{page}protokoll-0.pdf").status_code == 404, "there are no minutes before"
