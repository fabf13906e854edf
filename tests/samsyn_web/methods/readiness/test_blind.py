"""Two scorers are blind to each other until both have locked: by page, export, query and table."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import get_resolver

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.readiness import queries, services
from samsyn_web.methods.readiness.models import DimensionScore, Interview, Measurement, ScoreLock, Sector
from tests.support.story import AT, Person

SECRET, WHY = "7,25", "hemligt skäl"
ALL = {key: (SECRET, WHY) for key in readiness().dimensions}
OTHER = {key: ("5", "") for key in readiness().dimensions}


@pytest.fixture
def measured(anna: Person, bo: Person) -> Measurement:
    """A measurement that Anna leads; Bo and Anna score."""
    return services.start(
        by=anna.scope, at=AT, unit="Exempelköping", wave="Start", definition="Öppen narkotikahandel i Ekbacken.",
        first_scorer=anna.membership, second_scorer=bo.membership,
    )  # fmt: skip


@pytest.fixture
def interview(anna: Person, measured: Measurement) -> Interview:
    """One interview."""
    return services.add_interview(
        by=anna.scope, at=AT, measurement=measured, sector=Sector.SCHOOL, held_on=date(2024, 10, 1)
    )


def addresses(measured: Measurement, interview: Interview) -> list[str]:
    """Every address of the method that a person can get."""
    return [
        "/beredskap/",
        f"/beredskap/{measured.pk}/",
        f"/beredskap/{measured.pk}/poang.csv",
        f"/beredskap/{measured.pk}/giltighet/",
        f"/beredskap/intervju/{interview.pk}/",
        f"/beredskap/intervju/{interview.pk}/poang/",
        f"/beredskap/intervju/{interview.pk}/konsensus/",
    ]


def seen(by: Person, measured: Measurement, interview: Interview) -> str:
    """All that a person reads anywhere in the method."""
    client = by.client()
    return "".join(client.get(path, follow=True).content.decode() for path in addresses(measured, interview))


def test_nobody_sees_the_first_scores_before_both_have_locked(
    anna: Person, bo: Person, lars: Person, measured: Measurement, interview: Interview
) -> None:
    services.score(by=anna.scope, at=AT, interview=interview, given=ALL)
    services.lock(by=anna.scope, at=AT, interview=interview)
    assert SECRET in seen(anna, measured, interview)
    for by in (bo, lars):
        assert SECRET not in seen(by, measured, interview)
        assert WHY not in seen(by, measured, interview)
        assert not queries.scores(by.scope, interview.pk)
        assert queries.table(by.scope, measured) is None
    services.score(by=bo.scope, at=AT, interview=interview, given=OTHER)
    assert SECRET not in seen(bo, measured, interview), "a draft of one's own opens nothing"
    services.lock(by=bo.scope, at=AT, interview=interview)
    assert SECRET in seen(bo, measured, interview)
    assert not queries.scores(lars.scope, interview.pk), "who is no scorer reads the consensus only"


def test_scores_are_in_no_log_and_no_administration(
    anna: Person, measured: Measurement, interview: Interview
) -> None:
    services.score(by=anna.scope, at=AT, interview=interview, given=ALL)
    told = str(list(AuditEvent.objects.values_list("verb", "detail_json", "target")))
    assert SECRET not in told
    assert "29" not in told
    assert WHY not in told
    assert not [one for one in get_resolver().url_patterns if "admin" in str(one.pattern)]


def test_a_stranger_finds_nothing(cecilia: Person, measured: Measurement, interview: Interview) -> None:
    for path in addresses(measured, interview)[1:]:
        assert cecilia.client().get(path).status_code == 404, path
    assert queries.measurement(cecilia.scope, measured.pk) is None
    assert queries.interview(cecilia.scope, interview.pk) is None
    with pytest.raises(Refused):
        services.score(by=cecilia.scope, at=AT, interview=interview, given=ALL)
    with pytest.raises(Refused):
        services.add_interview(
            by=cecilia.scope, at=AT, measurement=measured, sector=Sector.SCHOOL, held_on=date(2024, 10, 1)
        )


def test_who_is_no_scorer_scores_nothing(lars: Person, rut: Person, interview: Interview) -> None:
    for by in (lars, rut):
        with pytest.raises(Refused):
            services.score(by=by.scope, at=AT, interview=interview, given=ALL)
        with pytest.raises(Refused):
            services.lock(by=by.scope, at=AT, interview=interview)


def test_locked_scores_never_change(anna: Person, measured: Measurement, interview: Interview) -> None:
    services.score(by=anna.scope, at=AT, interview=interview, given={**ALL, "F": ("", "")})
    with pytest.raises(BadInput, match="F saknas"):
        services.lock(by=anna.scope, at=AT, interview=interview)
    services.score(by=anna.scope, at=AT, interview=interview, given=ALL)
    services.lock(by=anna.scope, at=AT, interview=interview)
    with pytest.raises(Refused, match="låst"):
        services.score(by=anna.scope, at=AT, interview=interview, given=OTHER)
    for change in (
        lambda: DimensionScore.objects.filter(interview=interview, dimension="A").update(quarters=4),
        lambda: DimensionScore.objects.create(interview=interview, seat=1, dimension="Z", quarters=4),
        lambda: super(type(ScoreLock.objects.all()), ScoreLock.objects.all()).update(locked_at=AT),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_consensus_needs_both_and_a_reason_where_they_differ(
    anna: Person, bo: Person, lars: Person, measured: Measurement, interview: Interview
) -> None:
    services.score(by=anna.scope, at=AT, interview=interview, given=ALL)
    services.lock(by=anna.scope, at=AT, interview=interview)
    with pytest.raises(Refused, match="båda"):
        services.agree(by=anna.scope, at=AT, interview=interview, given={"A": ("6", "")})
    services.score(by=bo.scope, at=AT, interview=interview, given=OTHER)
    services.lock(by=bo.scope, at=AT, interview=interview)
    with pytest.raises(BadInput, match="varför"):
        services.agree(by=anna.scope, at=AT, interview=interview, given={"A": ("6", "")})
    with pytest.raises(Refused):
        services.close(by=anna.scope, at=AT, measurement=measured)
    services.agree(
        by=bo.scope,
        at=AT,
        interview=interview,
        given={key: ("6,25", "Ledningen har handlat.") for key in ALL},
    )
    scores = queries.table(lars.scope, measured)
    assert scores is not None
    assert {str(value) for value in scores.consensus.values()} == {"6.25"}
    page = lars.client().get(f"/beredskap/{measured.pk}/").content.decode()
    assert "6,25" in page
    assert SECRET not in page
    closed = services.close(by=anna.scope, at=AT, measurement=measured)
    assert closed.closed_at == AT
    with pytest.raises(Refused, match="avslutad"):
        services.agree(by=bo.scope, at=AT, interview=interview, given={"A": ("6", "x")})


@pytest.mark.parametrize("text", ["0,5", "9,25", "3,1", "hög", "nan", "1e9"])
def test_a_score_is_a_quarter_point_from_1_to_9(anna: Person, interview: Interview, text: str) -> None:
    with pytest.raises(BadInput):
        services.score(by=anna.scope, at=AT, interview=interview, given={"A": (text, "")})
    answer = anna.client().post(f"/beredskap/intervju/{interview.pk}/poang/", {"score_A": text})
    assert answer.status_code == 422
    assert text in answer.content.decode(), "what was written stays in the field"
