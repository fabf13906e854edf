"""A reporter reads what became of their own reports, in plain words, and nothing of anybody else's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samsyn_web.actions import services as actions
from samsyn_web.actions.models import MeetingDecision
from samsyn_web.causes import services as causes
from samsyn_web.causes.models import Problem
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import Submission, SubmissionState
from samsyn_web.people import queries as people
from samsyn_web.people import services as getting_in
from tests.support.sent import NOW, fresh, send
from tests.support.story import Person

WEEK = "2024-W41"


@pytest.fixture
def problem(anna: Person) -> Problem:
    """A problem that is worked on."""
    return causes.open_problem(by=anna.scope, at=NOW, title="Mörkt i Parken")


def decide(anna: Person, problem: Problem | None) -> MeetingDecision:
    """Decide to mend the light."""
    return actions.decide(
        by=anna.scope, at=NOW, period=WEEK, what="Lagas", function="Parkchefen", until=date(2024, 12, 3),
        problem=problem,
    )  # fmt: skip


def way(person: Person, number: int = 0) -> str:
    """Return what became of one of a person's reports, as a text."""
    return " ".join(queries.own_reports(person.scope)[number].way)


def test_each_state_is_told_in_words(anna: Person, rut: Person) -> None:
    one = send(rut)
    assert way(rut) == "Den är inkommen och väntar på att någon läser den."
    services.send_back(by=anna.scope, at=NOW, submission=one, answer="Vilken sida?")
    (own,) = queries.own_reports(rut.scope)
    assert (own.question, own.way) == ("Vilken sida?", ("Den väntar på svar från dig.",))
    assert own.about == "Skadegörelse och klotter, busskuren vid Torgvägen, 7 oktober 2024"
    services.accept(by=anna.scope, at=NOW, submission=one)
    assert way(rut) == "Den är godtagen och räknas i nästa lägesbild. Inget beslut än."
    Submission.objects.filter(pk=one.pk).update(state=SubmissionState.IN_PICTURE)
    assert way(rut) == "Den ingår i lägesbilden. Inget beslut än."
    other = send(rut)
    services.reject(by=anna.scope, at=NOW, submission=other, answer="Det är en felanmälan")
    assert way(rut) == "Den räknas inte: Det är en felanmälan."


def test_a_zero_report_is_no_beginning_of_a_decision(rut: Person) -> None:
    send(rut, what="NOL", place="")
    assert way(rut) == "Ditt svar räknas: tystnad och lugn går att skilja åt."


def test_a_decision_comes_back_with_how_it_went(anna: Person, rut: Person, problem: Problem) -> None:
    one = services.accept(by=anna.scope, at=NOW, submission=send(rut))
    services.link_problem(by=anna.scope, at=NOW, submission=one, problem=problem)
    assert way(rut).endswith("Den hör till problemet ”Mörkt i Parken”, som det arbetas med. Inget beslut än.")
    made = decide(anna, problem)
    assert way(rut).endswith("Den ledde till ett beslut: lagas, senast 3 december 2024. Läget: beslutat.")
    actions.tell(by=anna.scope, at=NOW, decision=made, status="done", text="Tre lampor är bytta")
    assert way(rut).endswith("Läget: gjort. Tre lampor är bytta.")
    actions.withdraw(by=anna.scope, at=NOW, decision=made)
    assert way(rut).endswith("Inget beslut än.")


def test_who_told_it_again_is_told_so_kindly_and_gets_the_answer_too(
    anna: Person, rut: Person, bo: Person, problem: Problem
) -> None:
    first = services.accept(by=anna.scope, at=NOW, submission=send(bo))
    again = services.accept(by=anna.scope, at=NOW, submission=send(rut))
    services.link_same(by=anna.scope, at=NOW, submission=again, main=first)
    services.link_problem(by=anna.scope, at=NOW, submission=first, problem=problem)
    decide(anna, problem)
    said = way(rut)
    assert "Någon annan har berättat om samma händelse. Tack" in said
    assert "Den ledde till ett beslut: lagas" in said
    assert "Bo" not in said
    assert "samma händelse" not in way(bo)


def test_a_reporter_sees_only_their_own(anna: Person, rut: Person, bo: Person, cecilia: Person) -> None:
    mine, theirs = send(rut, description="Min text"), send(bo, description="Bos text")
    send(cecilia, description="Cecilias text")
    token = getting_in.make_access_link(membership=rut.membership, by=anna.user, at=NOW)
    by_link = people.scope_of_link(token)
    assert by_link is not None
    for scope in (rut.scope, by_link):
        assert [one.submission for one in queries.own_reports(scope)] == [mine]
        assert queries.own_reports(scope, theirs.device_id) == []
        assert queries.what_became(scope, WEEK).sent == 1
    assert [one.submission for one in queries.own_reports(anna.scope)] == []


def test_the_week_in_words(anna: Person, rut: Person, bo: Person, problem: Problem) -> None:
    assert not queries.what_became(rut.scope, WEEK).is_anything
    one = services.accept(by=anna.scope, at=NOW, submission=send(rut))
    send(bo)
    found = queries.what_became(rut.scope, WEEK)
    accepted = "Den är godtagen och räknas i nästa lägesbild."
    assert found.sentences == ("Du lämnade en rapport.", accepted, "Inget beslut än.")
    Submission.objects.filter(pk=one.pk).update(state=SubmissionState.IN_PICTURE)
    assert queries.what_became(rut.scope, WEEK).sentences[1] == "Den ingår i veckans lägesbild."
    services.link_problem(by=anna.scope, at=NOW, submission=one, problem=problem)
    assert queries.what_became(rut.scope, WEEK).sentences[-1].startswith("De hör till problem")
    decide(anna, problem)
    found = queries.what_became(rut.scope, WEEK)
    assert found.sentences[-1] == (
        "Din rapport om skadegörelse och klotter, busskuren vid Torgvägen, 7 oktober 2024 ledde till ett beslut: "
        "lagas, senast 3 december 2024. Läget: beslutat."
    )
    assert (found.sent, found.counted, found.decisions, found.questions) == (1, 1, 1, 0)
    assert not queries.what_became(rut.scope, "2024-W42").is_anything
    send(rut, at=NOW + timedelta(days=7), what="NOL", place="")
    quiet = queries.what_became(rut.scope, "2024-W42").sentences
    assert quiet == ("Du lämnade en rapport.", accepted), "of a zero report no decision is to be expected"
    Submission.objects.filter(kind="zero").delete()
    asked = send(rut, at=NOW - timedelta(days=30))
    services.send_back(by=anna.scope, at=NOW, submission=asked, answer="Var?")
    assert queries.what_became(rut.scope, "2024-W42").sentences == ("En rapport väntar på svar från dig.",)


def test_what_is_disposed_of_is_no_longer_ones_own(rut: Person) -> None:
    one = send(rut)
    Submission.objects.filter(pk=one.pk).update(membership=None)
    assert queries.own_reports(rut.scope) == []
    assert fresh(one).place
