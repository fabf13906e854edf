"""Handing a function over: what is gathered, what is kept, and who may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import Handover, HandoverCheck
from samsyn_web.programmes.models import Participant, Programme, QuarterlyReport
from tests.samsyn_web.conftest import Person

PAGE, DAY = "/styrning/overlamning/", timedelta(days=1)


def begun(anna: Person, at: datetime, **more) -> Handover:
    return services.start_handover(by=anna.scope, at=at, function="Samordnare", **more)


def agreed(anna: Person, at: datetime, name: str) -> None:
    today = localdate(at)
    services.add_agreement(
        by=anna.scope, at=at, name=name, purposes="Färre brott", areas="Centrum", parties=[("Polisen", "chef")],
        reference="dnr 1", valid_from=today, valid_until=today + 30 * DAY, renewal="ends",
    )  # fmt: skip


def told(person: Person, one: Handover, at: datetime) -> str:
    return repr(queries.handed_sections(person.scope, one.pk, localdate(at))).replace("\\xa0", " ")


def test_a_function_is_handed_over_on_the_pages(anna: Person, bo: Person, cecilia: Person) -> None:
    client, at = anna.client(), clock.now()
    agreed(anna, at, "Den med polisen")
    assert "Ingen överlämning är påbörjad" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}ny/", {"function": "Samordnare"})
    one = Handover.objects.get()
    there = f"{PAGE}{one.pk}/"
    page = client.get(there).content.decode().replace("\xa0", " ")
    for said in ("Den med polisen", "11 §", "Inget är skrivet.", "inte genomgånget"):
        assert said in page
    text = {"note": "Fråga fritid först.\nTorsdagar är bäst.", "where": "Diariet 2026/1", "seen": "1"}
    named = client.post(f"{there}text/", {**text, "note": "Ring 070-123 45 67"})
    assert (named.status_code, "telefon" in named.content.decode()) == (422, True)
    assert client.post(f"{there}text/", text).status_code == 302
    stale = client.post(f"{there}text/", text)
    assert (stale.status_code, "Någon har skrivit" in stale.content.decode()) == (422, True)
    client.post(there, {"text": "Nycklarna till lokalen"})
    check = HandoverCheck.objects.get(text="Nycklarna till lokalen")
    client.post(f"{there}punkter/{check.pk}/", {"klar": "1"})
    check.refresh_from_db()
    assert check.done_by_id == anna.user.pk
    client.post(f"{there}kvitto/")
    one.refresh_from_db()
    assert one.received_at is None, "nothing is received before it is given"
    assert "6 punkter är inte genomgångna" in client.get(f"{there}lamna/").content.decode()
    client.post(f"{there}lamna/")
    client.post(f"{there}kvitto/")
    page = client.get(there).content.decode()
    for said in ("mottagen", "Fråga fritid först.", "Diariet 2026/1", "Kontrollsumma"):
        assert said in page
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(f"{there}overlamning.{form}").content.startswith(begins)
    assert bo.client().get(there).status_code == 404
    assert cecilia.client().get(there).status_code == 404
    verbs = (
        AuditEvent.objects.filter(verb__startswith="handover.").order_by("pk").values_list("verb", flat=True)
    )
    assert [verb.partition(".")[2] for verb in verbs] == [
        "started", "written", "point_added", "point_done", "given", "received",
    ]  # fmt: skip


def test_what_is_given_stays_as_it_was(anna: Person, at: datetime) -> None:
    one = begun(anna, at)
    agreed(anna, at, "Den första")
    assert "Den första" in told(anna, one, at), "gathered anew until it is given"
    services.hand_over(by=anna.scope, at=at, handover=one)
    agreed(anna, at, "Den andra")
    assert "Den andra" not in told(anna, one, at)
    assert "Den första" in told(anna, one, at + 400 * DAY)
    check = HandoverCheck.objects.filter(handover=one).first()
    for write in (
        lambda: services.write_handover(by=anna.scope, at=at, handover=one, note="x", where="", seen=1),
        lambda: services.tick_point(by=anna.scope, at=at, check=check, is_done=True),
        lambda: services.add_point(by=anna.scope, at=at, handover=one, text="x"),
        lambda: services.hand_over(by=anna.scope, at=at, handover=one),
        lambda: services.remove_handover(by=anna.scope, at=at, handover=one),
    ):
        with pytest.raises(Refused, match="ändras inte"):
            write()
    services.receive_handover(by=anna.scope, at=at, handover=one)
    with pytest.raises(Refused, match="redan mottagen"):
        services.receive_handover(by=anna.scope, at=at, handover=one)


def test_one_member_takes_only_what_is_theirs_and_a_programme_is_of_the_whole(
    anna: Person, bo: Person, dag: Person, at: datetime
) -> None:
    programme = Programme.objects.create(
        organisation=dag.organisation, name="Stödet", short_name="S", facts={}, digest="a", loaded_at=at
    )
    taking_part = Participant.objects.create(
        programme=programme, key="a", name="Annanstad", organisation=anna.organisation
    )
    due = localdate(at) + 20 * DAY
    report = QuarterlyReport.objects.create(participant=taking_part, quarter="2024-Q4", due=due, opened_at=at)
    agreed(anna, at, "Den med polisen")
    services.set_duty_owner(by=anna.scope, at=at, paragraph="11", function="Analytiker", owner=bo.membership)
    whole, his = begun(anna, at), begun(anna, at, membership=bo.membership)
    assert "Kvartalsrapport 2024-Q4" in told(anna, whole, at)
    assert "Den med polisen" in told(anna, whole, at)
    his_own = told(anna, his, at)
    assert "11 §" in his_own
    for other in ("Kvartalsrapport", "Den med polisen", "5 §"):
        assert other not in his_own
    QuarterlyReport.objects.filter(pk=report.pk).update(state="submitted")
    assert "Kvartalsrapport" not in told(anna, whole, at)


def test_what_cannot_be_handed_over_is_refused(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    with pytest.raises(BadInput, match="vilken funktion"):
        services.start_handover(by=anna.scope, at=at, function=" ")
    with pytest.raises(Refused):
        begun(anna, at, membership=cecilia.membership)
    with pytest.raises(Refused):
        begun(bo, at)
    one = begun(anna, at)
    with pytest.raises(Refused):
        services.hand_over(by=cecilia.scope, at=at, handover=one)
    with pytest.raises(BadInput, match="gås igenom"):
        services.add_point(by=anna.scope, at=at, handover=one, text=" ")
