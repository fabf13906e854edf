"""The law's page: what is told counts, runs out and can be taken back; who may, and who is warned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.duties import Status
from samsyn.errors import BadInput, Refused
from samsyn_web.actions.models import Plan, PlanVersion
from samsyn_web.actions.services import make_plan_calendar
from samsyn_web.base.models import AuditEvent, SentMail
from samsyn_web.base.registry import days_for
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import DutyRecord
from tests.samsyn_web.conftest import Person

PAGE = "/styrning/skyldigheter/"
PARTS = ["extent", "consequences", "other_information", "analysis"]


def tell(anna: Person, at: datetime, paragraph: str, slots: list[str], day: date, **more) -> list[DutyRecord]:
    given = {"outcome": "result", "reference": "Lägesbild, dnr 7", **more}
    return services.record_duty(by=anna.scope, at=at, paragraph=paragraph, slots=slots, day=day, **given)


def status(person: Person, code: str, today: date) -> Status:
    return next(one.status for one in queries.standing(person.scope, today) if one.paragraph.code == code)


def test_an_empty_municipality_is_told_where_to_begin(anna: Person) -> None:
    page = anna.client().get(PAGE).content.decode()
    assert "0 av 10 skyldigheter är uppfyllda, en är försenad" in page
    assert f"{PAGE}11/anteckna/" in page
    assert page.index("Utse en samordningsfunktion") < page.index("Ta fram en lägesbild")


def test_what_is_told_counts_until_it_is_taken_back(anna: Person, cecilia: Person, at: datetime) -> None:
    today = localdate(at)
    client = anna.client()
    sent = {"slots": PARTS, "outcome": "result", "reference": "Lägesbild 2024", "day": today.isoformat()}
    answer = client.post(f"{PAGE}4/anteckna/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}4/")
    assert status(anna, "4", today) is Status.DONE
    assert status(anna, "6", today) is Status.UNDER_WAY
    assert status(cecilia, "4", today) is Status.NOT_STARTED
    assert "Lägesbild 2024" in client.get(PAGE).content.decode()
    record = DutyRecord.objects.filter(slot="analysis").get()
    client.post(f"{PAGE}anteckningar/{record.pk}/ta-tillbaka/")
    assert status(anna, "4", today) is Status.UNDER_WAY
    assert "räknas inte" in client.get(f"{PAGE}4/").content.decode()
    client.post(f"{PAGE}anteckningar/{record.pk}/angra/")
    assert status(anna, "4", today) is Status.DONE
    verbs = list(
        AuditEvent.objects.filter(verb__startswith="duty.").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["duty.recorded", "duty.withdrawn", "duty.restored"]
    assert cecilia.client().post(f"{PAGE}anteckningar/{record.pk}/ta-tillbaka/").status_code == 404


def test_a_decided_plan_and_the_leading_body_count_by_themselves(anna: Person, at: datetime) -> None:
    today = localdate(at)
    plan = Plan.objects.create(
        organisation=anna.organisation,
        title="Plan",
        starts=today,
        ends=today,
        written_by=anna.user,
        written_at=at,
    )
    PlanVersion.objects.create(
        plan=plan, number=1, content={}, digest="d", body="Kommunfullmäktige", decided_on=today,
        minute_reference="KF § 9", recorded_by=anna.user, recorded_at=at,
    )  # fmt: skip
    found = {fact.key: fact for fact in queries.facts(anna.scope)}
    assert found["5:decision"].reference == "Plan, KF § 9"
    assert found["5:decision"].href == f"/plan/{plan.pk}/versioner/1/"
    answer = anna.client().post(
        f"{PAGE}organ/", {"name": "Trygghetsnämnden", "decided_on": today.isoformat(), "reference": "KF § 3"}
    )
    assert answer.status_code == 302
    assert "13:leading_body" in {fact.key for fact in queries.facts(anna.scope)}
    assert "Arbetet leds av Trygghetsnämnden" in anna.client().get(PAGE).content.decode()


def test_what_cannot_be_told_is_refused_in_words(anna: Person, bo: Person, at: datetime) -> None:
    today = localdate(at)
    for wrong, said in (
        ({"paragraph": "4", "slots": ["extent"], "outcome": "attempt"}, "ett resultat"),
        ({"paragraph": "5", "slots": ["decision"]}, "politiskt organ"),
        ({"paragraph": "7", "slots": ["integration"], "day": today + timedelta(days=1)}, "inte varit"),
        ({"paragraph": "7", "slots": ["integration"], "reference": "Ring Per, 070-123 45 67"}, "telefon"),
        ({"paragraph": "7", "slots": ["integration"], "address": "javascript:alert(1)"}, "https"),
    ):
        with pytest.raises(BadInput, match=said):
            tell(anna, at, **{"day": today, **wrong})  # type: ignore[arg-type]
    with pytest.raises(Refused):
        tell(bo, at, "7", ["integration"], today)
    assert bo.client().get(PAGE).status_code == 200
    assert bo.client().get(f"{PAGE}7/anteckna/").status_code == 403
    page = anna.client().post(f"{PAGE}7/anteckna/", {"slots": ["integration"]})
    assert page.status_code == 422
    assert "Ett försök är gjort" not in page.content.decode(), "7 § asks for a result"


def test_warnings_come_once_each_and_to_who_answers(anna: Person, bo: Person, at: datetime, settings) -> None:
    settings.MAIL_IS_ON = True
    bo.user.email = "bo@exempel.se"
    anna.user.email = "anna@exempel.se"
    for one in (anna, bo):
        one.user.save()
    today = localdate(at)
    tell(anna, at, "4", PARTS, today - timedelta(days=600), body="KS § 1")
    services.set_duty_owner(by=anna.scope, at=at, paragraph="6", function="Analytiker", owner=bo.membership)
    services.warn_of_duties(by=None, at=at)
    services.warn_of_duties(by=None, at=at)
    mails = SentMail.objects.filter(kind="duty", subject__contains="6")
    assert sorted(mails.values_list("address", flat=True)) == ["anna@exempel.se", "bo@exempel.se"]
    assert {one.subject for one in mails} == {"Lagen, 6 §: snart dags"}
    services.warn_of_duties(by=None, at=at + timedelta(days=200))
    late = SentMail.objects.filter(kind="duty", address="bo@exempel.se", subject__contains="försenat").get()
    assert "Uppdatering av lägesbilden skulle ha gjorts senast" in late.body
    (own,) = days_for(bo.scope, today)
    assert (own.key, own.said) == ("duty-6", "6\u00a0§ Uppdatering och uppföljning")
    assert {one.key for one in days_for(anna.scope, today)} == {"duty-5", "duty-6"}


def test_the_calendar_of_a_member_has_the_days_of_the_law(anna: Person, at: datetime) -> None:
    token = make_plan_calendar(by=anna.scope, at=at)
    assert "duty-5" in anna.client().get(f"/plan/kalender/{token}/plan.ics").content.decode()
