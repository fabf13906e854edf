"""A scorer without an account scores by a secret link, and is as blind as any other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.methods.readiness import queries, services
from samsyn_web.methods.readiness.models import (
    Consensus,
    DimensionScore,
    Interview,
    Measurement,
    ScoreLock,
    ScorerLink,
    Sector,
)
from tests.support.story import AT, Person, make_person

SECRET, WHY = "7,25", "hemligt skäl"
DIMENSIONS = readiness().editions["six"]
MINE = {f"score_{key}": SECRET for key in DIMENSIONS} | {f"why_{key}": WHY for key in DIMENSIONS}
OTHERS = {f"score_{key}": "5" for key in DIMENSIONS}


def soon(days: int = 30) -> date:
    """Return a day that is not past yet."""
    return localdate(clock.now()) + timedelta(days=days)


@pytest.fixture
def carl(anna: Person) -> Person:
    """Carl scores in Anna's municipality, from the first seat."""
    return make_person("Carl", Role.COORDINATOR, anna.organisation)


@pytest.fixture
def measured(anna: Person, carl: Person) -> Measurement:
    """Carl and somebody without an account score."""
    made = services.start(
        by=anna.scope, at=AT, unit="Låtsasvik", wave="Start", definition="Klotter i Åsen.",
        first_scorer=carl.membership, second_scorer=None,
    )  # fmt: skip
    services.add_interview(
        by=anna.scope, at=AT, measurement=made, sector=Sector.SCHOOL, held_on=date(2024, 10, 1),
        notes={"1": "Stor fråga."},
    )  # fmt: skip
    return made


@pytest.fixture
def token(anna: Person, measured: Measurement) -> str:
    return services.make_scorer_link(
        by=anna.scope, at=clock.now(), measurement=measured, seat=2, until=soon()
    )


def pages_of(by: Client, measured: Measurement) -> str:
    """All that a member reads of a measurement."""
    one = Interview.objects.get(measurement=measured)
    paths = [f"/beredskap/{measured.pk}/{part}" for part in ("", "poang.csv", "utan-samsyn/")]
    paths += [f"/beredskap/intervju/{one.pk}/{part}" for part in ("", "poang/", "konsensus/")]
    return "".join(by.get(path, follow=True).content.decode() for path in paths)


def test_a_scorer_without_account_scores_locks_and_agrees(
    anna: Person, carl: Person, measured: Measurement, token: str
) -> None:
    visitor, path = Client(), f"/beredskap/svara/{token}/"
    listed = visitor.get(path)
    assert (listed["Referrer-Policy"], listed["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "väntar på dina poäng" in listed.content.decode()
    one = Interview.objects.get(measurement=measured)
    page = visitor.get(f"{path}{one.pk}/").content.decode()
    for said in ("Klotter i Åsen.", "Stor fråga.", readiness().dimensions["A"].anchors[8]):
        assert said in page
    wrong = visitor.post(f"{path}{one.pk}/", {**MINE, "score_A": "hög"})
    assert wrong.status_code == 422
    assert "hög" in wrong.content.decode()
    named = visitor.post(f"{path}{one.pk}/", {**MINE, "why_A": "Ring 811218-9876"})
    assert named.status_code == 422
    assert not DimensionScore.objects.exists()
    assert visitor.post(f"{path}{one.pk}/", MINE).status_code == 302
    assert SECRET in visitor.get(f"{path}{one.pk}/").content.decode(), "a draft waits behind the same link"
    assert visitor.post(f"{path}{one.pk}/", {**MINE, "lock": "1"}).status_code == 302
    lock = ScoreLock.objects.get()
    assert (lock.seat, lock.came) == (2, "link")
    for by in (anna, carl):  # the attack of test_blind
        seen = pages_of(by.client(), measured)
        assert SECRET not in seen, by.user.name
        assert WHY not in seen, by.user.name
        assert not queries.scores(by.scope, one.pk)
    assert visitor.post(f"{path}{one.pk}/", OTHERS).status_code == 422  # locked
    given = {key: ("5", "bara Carls") for key in DIMENSIONS}
    services.score(by=carl.scope, at=AT, interview=one, given=given)
    assert "bara Carls" not in visitor.get(f"{path}{one.pk}/").content.decode(), "the link is blind too"
    link = queries.scorer_link_of_token(token)
    assert link is not None
    assert {row.seat for row in queries.scores_of_link(link, one.pk)} == {2}
    services.lock(by=carl.scope, at=AT, interview=one)
    both = visitor.get(f"{path}{one.pk}/").content.decode()
    assert "Bedömare 1: 5. Bedömare 2: 7,25." in both
    assert "båda har låst" in visitor.get(path).content.decode()
    assert visitor.post(f"{path}{one.pk}/", {f"score_{key}": "6" for key in DIMENSIONS}).status_code == 422
    agreed = {f"score_{key}": "6" for key in DIMENSIONS} | {
        f"why_{key}": "Mitt emellan." for key in DIMENSIONS
    }
    assert visitor.post(f"{path}{one.pk}/", agreed).status_code == 302
    assert set(Consensus.objects.values_list("quarters", "agreed_by")) == {(24, None)}
    told = str(list(AuditEvent.objects.values_list("verb", "detail_json", "target")))
    assert token not in told
    assert WHY not in told
    assert "satta genom länk" in anna.client().get(f"/beredskap/{measured.pk}/utan-samsyn/").content.decode()


def test_a_scorer_never_makes_the_others_link(
    anna: Person, bo: Person, carl: Person, cecilia: Person, lars: Person, measured: Measurement
) -> None:
    """Who makes a link can open it: so never the scorer in the other seat, who would not be blind any more."""
    for by, seat in ((carl, 2), (anna, 1), (cecilia, 2), (lars, 2)):
        with pytest.raises(Refused):
            services.make_scorer_link(
                by=by.scope, at=clock.now(), measurement=measured, seat=seat, until=soon()
            )
        with pytest.raises(Refused):
            services.revoke_scorer_link(by=by.scope, at=clock.now(), measurement=measured, seat=seat)
    path = f"/beredskap/{measured.pk}/utan-samsyn/"
    assert "Gör länken" not in carl.client().get(path).content.decode()
    carl.client().post(path, {"do": "link", "seat": "2", "until": soon().isoformat()})
    assert not ScorerLink.objects.exists()
    assert "Gör länken" in bo.client().get(path).content.decode(), "a colleague who does not score may"
    assert not queries.scorer_links(carl.scope, measured.pk)


def test_the_page_gives_a_link_and_takes_it_back(anna: Person, measured: Measurement) -> None:
    client, path = anna.client(), f"/beredskap/{measured.pk}/utan-samsyn/"
    too_long = {"do": "link", "seat": "2", "until": soon(200).isoformat()}
    assert client.post(path, too_long).status_code == 422
    made = client.post(path, {**too_long, "until": soon(20).isoformat()}).content.decode()
    address = made.split('class="copy">')[1].split("<")[0]
    assert Client().get(address).status_code == 200
    assert address not in client.get(path).content.decode()  # it is told once
    assert "öppnad" in client.get(path).content.decode()
    assert client.post(path, {"do": "stop", "seat": "2"}).status_code == 302
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "återkallad" in gone.content.decode()


def test_a_link_opens_nothing_but_its_own_and_nothing_when_it_is_over(
    anna: Person, measured: Measurement, token: str
) -> None:
    other = services.start(
        by=anna.scope,
        at=AT,
        unit="Annat",
        wave="Start",
        definition="Annat.",
        first_scorer=None,
        second_scorer=None,
    )
    one = services.add_interview(
        by=anna.scope, at=AT, measurement=other, sector=Sector.POLICE, held_on=date(2024, 10, 1)
    )
    assert Client().get(f"/beredskap/svara/{token}/{one.pk}/").status_code == 404
    assert Client().get("/beredskap/svara/annan/").status_code == 404
    link = queries.scorer_link_of_token(token)
    assert link is not None
    with pytest.raises(Refused, match="annan mätning"):
        services.score(by=link, at=clock.now(), interview=one, given={"A": ("5", "")})
    assert not queries.scores_of_link(link, one.pk)
    own = Interview.objects.get(measurement=measured)
    with pytest.raises(Refused, match="gått ut"):
        services.score(by=link, at=clock.now() + timedelta(days=40), interview=own, given={"A": ("5", "")})
    with pytest.raises(Refused, match="båda"):
        services.agree(by=link, at=clock.now(), interview=own, given={"A": ("5", "")})
    newer = services.make_scorer_link(
        by=anna.scope, at=clock.now(), measurement=measured, seat=2, until=soon()
    )
    assert Client().get(f"/beredskap/svara/{token}/").status_code == 410
    assert Client().get(f"/beredskap/svara/{newer}/").status_code == 200
    with pytest.raises(BadInput, match="halvår"):
        services.make_scorer_link(by=anna.scope, at=clock.now(), measurement=measured, seat=2, until=soon(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        ScorerLink.objects.create(
            measurement=measured, seat=2, digest="x", until=soon(), made_by=anna.user, made_at=AT
        )
