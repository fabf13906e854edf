"""The register of agreements: what it must say, how long it counts for 9 §, who is warned, and who may."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.duties import Status
from samsyn.errors import BadInput, Refused
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent, SentMail
from samsyn_web.base.registry import days_for
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import Agreement, AgreementParty
from tests.samsyn_web.conftest import Person

PAGE, DAY = "/styrning/overenskommelser/", timedelta(days=1)
SAID = {
    "name": "Överenskommelse med polisen", "purposes": "Färre brott", "areas": "Centrum\nSkolvägen",
    "reference": "dnr 2026/1", "renewal": "ends",
}  # fmt: skip
PARTIES = [("Polismyndigheten", "lokalpolischef")]


def add(anna: Person, at: datetime, first: date, last: date | None, **more) -> Agreement:
    given = {**SAID, "parties": PARTIES, "valid_from": first, "valid_until": last, **more}
    return services.add_agreement(by=anna.scope, at=at, **given)


def nine(person: Person, today: date) -> Status:
    return next(one.status for one in queries.standing(person.scope, today) if one.paragraph.code == "9")


def test_an_agreement_is_added_renewed_and_ended_on_the_pages(anna: Person, bo: Person) -> None:
    today, client = localdate(clock.now()), anna.client()
    assert "Ingen överenskommelse finns i registret" in client.get(PAGE).content.decode()
    sent = {
        **SAID,
        "parties": "Polismyndigheten, Region Mitt, lokalpolischef\n",
        "valid_from": (today - 10 * DAY).isoformat(),
        "valid_until": (today + 30 * DAY).isoformat(),
    }
    for lacking, said in (("purposes", "Samverkans syften"), ("areas", "Områden för samverkan")):
        answer = client.post(f"{PAGE}ny/", {**sent, lacking: ""})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    answer = client.post(f"{PAGE}ny/", sent)
    one = Agreement.objects.get()
    assert answer.headers["Location"] == f"{PAGE}{one.pk}/"
    party = AgreementParty.objects.get()
    assert (party.party, party.function) == ("Polismyndigheten, Region Mitt", "lokalpolischef")
    assert "går snart ut" in client.get(PAGE).content.decode()
    assert f"{PAGE}{one.pk}/" in client.get("/styrning/skyldigheter/9/").content.decode()
    form = client.get(f"{PAGE}{one.pk}/andra/").content.decode()
    assert "Polismyndigheten, Region Mitt, lokalpolischef" in form
    later = {**sent, "seen": "1", "name": "Den nya", "valid_from": (today + 31 * DAY).isoformat()}
    later["valid_until"] = ""
    assert client.post(f"{PAGE}{one.pk}/andra/", later).status_code == 302
    stale = client.post(f"{PAGE}{one.pk}/andra/", later)
    assert (stale.status_code, "Någon har ändrat" in stale.content.decode()) == (422, True)
    page = client.get(f"{PAGE}{one.pk}/").content.decode()
    assert "Version 1: Överenskommelse med polisen" in page
    assert "Version 2: Den nya" in page
    ended = {"last_day": (today - DAY).isoformat(), "why": "Uppsagd av kommunen"}
    assert client.post(f"{PAGE}{one.pk}/avsluta/", ended).status_code == 302
    assert "Uppsagd av kommunen" in client.get(PAGE).content.decode()
    assert nine(anna, today) is Status.OVERDUE
    client.post(f"{PAGE}{one.pk}/angra/")
    assert nine(anna, today) is Status.DONE
    verbs = AuditEvent.objects.filter(verb__startswith="agreement.").order_by("pk")
    assert [one.verb.partition(".")[2] for one in verbs] == ["added", "changed", "ended", "reopened"]
    assert bo.client().get(PAGE).status_code == 200
    assert bo.client().get(f"{PAGE}ny/").status_code == 403


def test_nine_is_met_while_one_holds_and_late_when_it_has_run_out(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    today = localdate(at)
    assert nine(anna, today) is Status.NOT_STARTED
    last = today + 10 * DAY
    one = add(anna, at, today, last)
    assert [nine(anna, day) for day in (today - DAY, today, last, last + DAY)] == [
        Status.NOT_STARTED,
        Status.DONE,
        Status.DONE,
        Status.OVERDUE,
    ]
    assert nine(cecilia, today) is Status.NOT_STARTED
    renewed = {**SAID, "parties": PARTIES, "valid_until": None}
    services.change_agreement(
        by=anna.scope, at=at, agreement=one, seen=1, valid_from=last + 5 * DAY, **renewed
    )
    gap = [nine(anna, last + n * DAY) for n in (0, 1, 4, 5, 4000)]
    assert gap == [Status.DONE, Status.OVERDUE, Status.OVERDUE, Status.DONE, Status.DONE]
    services.change_agreement(by=anna.scope, at=at, agreement=one, seen=2, valid_from=last + DAY, **renewed)
    (held,) = queries.agreements_held(anna.scope, today)
    assert [(span.first, span.last) for span in held.spans] == [(today, None)], "days that meet are one span"
    assert (held.version.number, held.is_soon) == (1, False)


def test_one_that_is_extended_by_itself_holds_until_it_is_ended(anna: Person, at: datetime) -> None:
    today = localdate(at)
    one = add(anna, at, today - 400 * DAY, today - DAY, renewal="extends")
    assert nine(anna, today) is Status.DONE
    services.end_agreement(by=anna.scope, at=at, agreement=one, last_day=today, why="Uppsagd")
    assert [nine(anna, today), nine(anna, today + DAY)] == [Status.DONE, Status.OVERDUE]


def test_what_an_agreement_cannot_say_is_refused_in_words(anna: Person, bo: Person, at: datetime) -> None:
    today = localdate(at)
    for wrong, said in (
        ({"purposes": " "}, "syften"),
        ({"areas": "\n"}, "områdena"),
        ({"parties": []}, "med"),
        ({"parties": [("Polisen", "")]}, "funktion"),
        ({"parties": PARTIES * 2}, "två gånger"),
        ({"parties": [("Polisen", "chef 070-123 45 67")]}, "telefon"),
        ({"areas": "Ring 070-123 45 67"}, "telefon"),
        ({"valid_until": today - DAY}, "före"),
    ):
        with pytest.raises(BadInput, match=said):
            add(anna, at, today, **{"last": None, **_last(wrong)})
    assert not Agreement.objects.exists(), "nothing is half kept"
    with pytest.raises(Refused):
        add(bo, at, today, None)


def _last(wrong: dict) -> dict:
    return {("last" if key == "valid_until" else key): value for key, value in wrong.items()}


def test_each_agreement_is_warned_of_once_at_each_step(
    anna: Person, cecilia: Person, at: datetime, settings
) -> None:
    settings.MAIL_IS_ON = True
    anna.user.email = "anna@exempel.se"
    anna.user.save()
    today = localdate(at)
    add(anna, at, today, None, name="Den som gäller tills vidare")
    short = add(anna, at, today - DAY, today + 13 * DAY)
    for _again in range(2):
        services.warn_of_agreements(by=None, at=at)
    (mail,) = SentMail.objects.filter(subject="Överenskommelse går snart ut")
    assert (mail.address, f"{PAGE}{short.pk}/" in mail.body) == ("anna@exempel.se", True)
    services.warn_of_agreements(by=None, at=at + 15 * DAY)
    assert SentMail.objects.filter(subject="Överenskommelse har gått ut").count() == 1
    assert f"agreement-{short.pk}" in {one.key for one in days_for(anna.scope, today)}
    assert not [one for one in days_for(cecilia.scope, today) if one.key.startswith("agreement")]
