"""Other plans: how they are listed, how long each counts for 7 §, who is warned, and who may."""

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
from samsyn_web.governance.models import NeighbourPlan
from tests.samsyn_web.conftest import Person

PAGE, DAY = "/styrning/andra-planer/", timedelta(days=1)
SAID = {"name": "Översiktsplan", "body": "Kommunstyrelsen", "reference": "KF § 9", "about": "Trygga stråk"}
AGREED = "Samordnaren läser förslaget före samråd"


def seven(person: Person, today: date) -> Status:
    return next(one.status for one in queries.standing(person.scope, today) if one.paragraph.code == "7")


def test_a_plan_is_listed_changed_withdrawn_and_taken_back_on_the_pages(anna: Person, bo: Person) -> None:
    today, client = localdate(clock.now()), anna.client()
    assert "Ingen annan plan finns i listan" in client.get(PAGE).content.decode()
    sent = {
        **SAID,
        "valid_from": (today - 100 * DAY).isoformat(),
        "revised_on": (today + 30 * DAY).isoformat(),
    }
    assert client.post(f"{PAGE}ny/", {**sent, "about": ""}).status_code == 422
    assert client.post(f"{PAGE}ny/", sent).status_code == 302
    one = NeighbourPlan.objects.get()
    assert "inte bestämt hur de hålls ihop" in client.get(PAGE).content.decode()
    assert seven(anna, today) is Status.NOT_STARTED, "listed is not joined"
    more = {**sent, "agreed": AGREED, "agreed_on": today.isoformat(), "seen": "1"}
    assert client.post(f"{PAGE}{one.pk}/andra/", more).status_code == 302
    stale = client.post(f"{PAGE}{one.pk}/andra/", more)
    assert (stale.status_code, "Någon har ändrat raden" in stale.content.decode()) == (422, True)
    assert "revideras snart" in client.get(PAGE).content.decode()
    past = client.get(f"{PAGE}{one.pk}/").content.decode()
    assert "Hur planerna hålls ihop, förut: inget" in " ".join(past.split())
    assert "förut:" not in bo.client().get(f"{PAGE}{one.pk}/").content.decode()
    assert AGREED in bo.client().get(f"{PAGE}{one.pk}/").content.decode()
    assert f"{PAGE}{one.pk}/" in client.get("/styrning/skyldigheter/7/").content.decode()
    assert seven(anna, today) is Status.DONE
    client.post(f"{PAGE}{one.pk}/dra-tillbaka/")
    assert seven(anna, today) is Status.NOT_STARTED
    client.post(f"{PAGE}{one.pk}/angra/")
    assert seven(anna, today) is Status.DONE
    verbs = AuditEvent.objects.filter(verb__startswith="neighbour_plan.").order_by("pk")
    assert [one.verb.partition(".")[2] for one in verbs] == ["added", "changed", "withdrawn", "restored"]
    assert bo.client().get(f"{PAGE}ny/").status_code == 403


def test_seven_is_met_while_a_joined_plan_holds(anna: Person, cecilia: Person, at: datetime) -> None:
    today = localdate(at)
    last = today + 10 * DAY
    services.write_neighbour(
        by=anna.scope,
        at=at,
        **SAID,
        valid_from=today - 9 * DAY,
        valid_until=last,
        agreed=AGREED,
        agreed_on=today,
    )
    assert [seven(anna, day) for day in (today - DAY, today, last, last + DAY)] == [
        Status.NOT_STARTED, Status.DONE, Status.DONE, Status.OVERDUE,
    ]  # fmt: skip
    assert seven(cecilia, today) is Status.NOT_STARTED


def test_who_keeps_the_list_is_told_before_a_revision(
    anna: Person, cecilia: Person, at: datetime, settings
) -> None:
    settings.MAIL_IS_ON = True
    anna.user.email = "anna@exempel.se"
    anna.user.save()
    today = localdate(at)
    one = services.write_neighbour(
        by=anna.scope, at=at, **SAID, valid_from=today - DAY, revised_on=today + 13 * DAY
    )
    for _again in range(2):
        services.warn_of_neighbours(by=None, at=at)
    (mail,) = SentMail.objects.filter(subject="En annan plan revideras snart")
    assert (mail.address, f"{PAGE}{one.pk}/" in mail.body) == ("anna@exempel.se", True)
    for _again in range(2):
        services.warn_of_neighbours(by=None, at=at + 20 * DAY)
    assert [one.subject for one in SentMail.objects.order_by("pk")][1:] == [
        "En annan plan skulle ha reviderats"
    ]
    assert f"neighbour-{one.pk}" in {each.key for each in days_for(anna.scope, today)}
    assert not [each for each in days_for(cecilia.scope, today) if each.key.startswith("neighbour")]


def test_what_a_plan_cannot_say_is_refused_in_words(anna: Person, bo: Person, at: datetime) -> None:
    today = localdate(at)
    for wrong, said in (
        ({"name": " "}, "heter"),
        ({"about": " "}, "gäller"),
        ({"about": "Ring 070-123 45 67"}, "telefon"),
        ({"valid_until": today - 5 * DAY}, "före"),
        ({"agreed": AGREED}, "båda|både"),
        ({"agreed": AGREED, "agreed_on": today + DAY}, "inte varit än"),
        ({"problems": [0]}, "inte kvar"),
    ):
        with pytest.raises(BadInput, match=said):
            services.write_neighbour(by=anna.scope, at=at, **{**SAID, "valid_from": today, **wrong})
    with pytest.raises(Refused):
        services.write_neighbour(by=bo.scope, at=at, **SAID, valid_from=today)
    assert not NeighbourPlan.objects.exists()
