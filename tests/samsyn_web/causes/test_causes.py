"""Causes stand in a tree that can be changed and taken back, with evidence for and against and a decision."""

from __future__ import annotations

import pytest
from django.db import transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.causes import presenters, queries, services
from samsyn_web.causes.models import Cause, ChainStep, Problem
from samsyn_web.causes.policies import SomebodyChanged
from tests.support.story import AT, Person, make_person


@pytest.fixture
def problem(anna: Person) -> Problem:
    """Return a problem that Anna has opened."""
    return services.open_problem(by=anna.scope, at=AT, title="Samlingar vid torget", category="SAM")


def add(by: Person, problem: Problem, statement: str, **more) -> Cause:
    """State a cause of the place."""
    return services.add_cause(
        by=by.scope, at=AT, problem=problem, statement=statement, **{"perspective": "place", **more}
    )


def shape(by: Person, problem: Problem) -> list[tuple[str, str]]:
    """The tree as number and statement, as it is read."""
    tree = presenters.nodes(queries.causes_of(by.scope, problem), [], ())
    return [(one.number, one.statement) for one in presenters.flat(tree)]


def move(by: Person, cause: Cause, way: str) -> bool:
    """Move a cause."""
    return services.move_cause(by=by.scope, at=AT, cause=cause, way=way)


def test_a_tree_is_moved_in_all_ways(anna: Person, problem: Problem) -> None:
    a, b, c = (add(anna, problem, one) for one in "ABC")
    assert move(anna, c, "up")
    assert shape(anna, problem) == [("1", "A"), ("2", "C"), ("3", "B")]
    assert move(anna, b, "in")  # behind C
    assert move(anna, c, "in")  # behind A, with B behind it
    assert shape(anna, problem) == [("1", "A"), ("1.1", "C"), ("1.1.1", "B")]
    assert move(anna, b, "out")  # below C, behind A
    assert shape(anna, problem) == [("1", "A"), ("1.1", "C"), ("1.2", "B")]
    assert move(anna, c, "out")
    assert shape(anna, problem) == [("1", "A"), ("1.1", "B"), ("2", "C")]
    assert move(anna, a, "down")
    assert shape(anna, problem) == [("1", "C"), ("2", "A"), ("2.1", "B")]
    assert not any((move(anna, c, "up"), move(anna, a, "down"), move(anna, c, "in"), move(anna, c, "out")))
    assert not move(anna, c, "sideways")
    add(anna, problem, "Mellan", after=c)
    assert [one for _, one in shape(anna, problem)] == ["C", "Mellan", "A", "B"]


def test_a_tree_is_five_deep_at_most(anna: Person, problem: Problem) -> None:
    last = None
    for one in "ABCDE":
        last = add(anna, problem, one, parent=last)
    with pytest.raises(Refused):
        add(anna, problem, "F", parent=last)
    top = add(anna, problem, "T")
    first = Cause.objects.get(statement="A")
    move(anna, top, "up")
    with pytest.raises(Refused):
        move(anna, first, "in")
    services.withdraw_cause(by=anna.scope, at=AT, cause=first)
    b = Cause.objects.get(statement="B")
    Cause.objects.filter(pk=first.pk).update(parent=top, withdrawn_at=None)  # its place has become deeper
    services.restore_cause(by=anna.scope, at=AT, cause=b)
    b.refresh_from_db()
    assert b.parent is None


def test_what_is_withdrawn_goes_with_those_behind_and_comes_back(anna: Person, problem: Problem) -> None:
    a = add(anna, problem, "A")
    b = add(anna, problem, "B", parent=a)
    add(anna, problem, "C", parent=b)
    assert services.withdraw_cause(by=anna.scope, at=AT, cause=a) == 3
    assert shape(anna, problem) == []
    with pytest.raises(Refused):
        services.withdraw_cause(by=anna.scope, at=AT, cause=a)
    services.restore_cause(by=anna.scope, at=AT, cause=b)  # its parent is gone: it comes back as direct
    assert shape(anna, problem) == [("1", "B"), ("1.1", "C")]
    services.restore_cause(by=anna.scope, at=AT, cause=a)
    assert {one for _, one in shape(anna, problem)} == {"A", "B", "C"}


def test_two_who_change_the_same_cause_are_told(anna: Person, bo: Person, problem: Problem) -> None:
    cause = add(anna, problem, "Torget töms")
    client = bo.client()
    said = {"statement": "Torget töms tidigt", "perspective": "place", "level": "place", "seen": 1}
    services.change_cause(
        by=anna.scope, at=AT, cause=cause, statement="Torget töms klockan 18", perspective="place",
        level="place", seen=1,
    )  # fmt: skip
    answer = client.post(f"/problem/orsak/{cause.pk}/andra/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Torget töms klockan 18" in page
    assert 'name="seen" value="2"' in page  # the next save is a choice, with both before one's eyes
    assert client.post(f"/problem/orsak/{cause.pk}/andra/", {**said, "seen": 2}).status_code == 302
    cause.refresh_from_db()
    assert (cause.statement, cause.version) == ("Torget töms tidigt", 3)
    with pytest.raises(SomebodyChanged):
        services.judge_cause(by=anna.scope, at=AT, cause=cause, influence="yes", decision="work", seen=1)


def test_a_cause_is_left_only_with_a_reason(anna: Person, problem: Problem) -> None:
    cause = add(anna, problem, "Torget töms")
    judge = {"by": anna.scope, "at": AT, "cause": cause, "influence": "no", "seen": 1}
    for wrong in (
        {"decision": "leave"},
        {"decision": "drop"},
        {"decision": "work", "counter_sought": "x" * 501},
    ):
        with pytest.raises(BadInput):
            services.judge_cause(**judge, **wrong)
    services.judge_cause(**judge, decision="leave", decision_reason="Går inte att påverka.")
    assert not queries.workable_causes(anna.scope)
    other = add(anna, problem, "Dåligt ljus")
    assert list(queries.workable_causes(anna.scope)) == [other]
    services.close_problem(by=anna.scope, at=AT, problem=problem, reason="Löst.")
    assert not queries.workable_causes(anna.scope)


def test_no_free_text_points_at_a_person(anna: Person, problem: Problem) -> None:
    cause = add(anna, problem, "Torget töms")
    person = "Ring 811218-9876"
    writes = (
        lambda: add(anna, problem, person),
        lambda: services.change_cause(
            by=anna.scope, at=AT, cause=cause, statement=person, perspective="place", level="place", seen=1
        ),
        *(
            lambda field=field: services.judge_cause(
                by=anna.scope, at=AT, cause=cause, influence="yes", decision="work", seen=1, **{field: person}
            )
            for field in ("influenced_by", "decision_reason", "counter_sought")
        ),
        *(
            lambda text=text, source=source: services.add_evidence(
                by=anna.scope, at=AT, cause=cause, side="for", strength=1, text=text, source=source
            )
            for text, source in ((person, ""), ("Mörkt", person))
        ),
        *(
            lambda text=text, how=how: services.add_step(
                by=anna.scope, at=AT, problem=problem, text=text, how=how
            )
            for text, how in ((person, ""), ("Stänger", person))
        ),
        *(
            lambda field=field: services.change_problem(
                by=anna.scope, at=AT, problem=problem, title="Torget", **{field: person}
            )
            for field in ("text", "when", "affected", "consequences", "extent")
        ),
    )
    for write in writes:
        with pytest.raises(BadInput), transaction.atomic():
            write()


def test_evidence_needs_a_source_unless_it_is_weak(anna: Person, problem: Problem) -> None:
    cause = add(anna, problem, "Torget töms")
    told = {"by": anna.scope, "at": AT, "cause": cause, "side": "for"}
    with pytest.raises(BadInput):
        services.add_evidence(**told, strength=2, text="Få passerar")
    with pytest.raises(BadInput):
        services.add_evidence(**told, strength=1, text="Få passerar", digest="f" * 32)
    made = services.add_evidence(**told, strength=3, text="Få passerar", source="Räkning")
    services.add_evidence(**{**told, "side": "against"}, strength=1, text="Fler i oktober")
    opened = queries.opened_findings(anna.scope, problem)
    (node,) = presenters.nodes(
        queries.causes_of(anna.scope, problem), queries.evidence_of(anna.scope, problem), opened
    )
    assert node.said == "1 talar för (starkt), 1 talar mot (svagt)"
    assert queries.analysed(anna.scope)[problem.pk].without_evidence == 0
    services.withdraw_evidence(by=anna.scope, at=AT, evidence=made)
    assert queries.analysed(anna.scope)[problem.pk].without_evidence == 1
    services.restore_evidence(by=anna.scope, at=AT, evidence=made)
    assert queries.analysed(anna.scope)[problem.pk].without_evidence == 0


def test_the_analysis_says_what_it_shows_and_lacks(anna: Person, problem: Problem) -> None:
    def says() -> str:
        tree = presenters.nodes(
            queries.causes_of(anna.scope, problem), queries.evidence_of(anna.scope, problem), ()
        )
        return " ".join((presenters.sentence(tree), *presenters.missing(tree)))

    assert says() == "Inga orsaker är angivna än."
    a = add(anna, problem, "Torget töms")
    assert says() == (
        "En orsak är angiven, ingen har belägg än. En orsak saknar belägg. Inga orsaker ses ur: det som drabbas; "
        "gärningspersonens sida, som situation. Bara direkta orsaker är angivna: vad ligger bakom dem? "
        "En orsak väntar på beslut."
    )
    services.add_evidence(
        by=anna.scope, at=AT, cause=a, side="for", strength=2, text="Få passerar", source="Räkning"
    )
    b = add(anna, problem, "Hållplatsen ligger där", perspective="target", parent=a)
    add(anna, problem, "Mötesplatsen stänger", perspective="offender")
    said = says()
    assert said.startswith("3 orsaker är angivna, 1 med belägg. Mest talar för ”Torget töms”.")
    assert "2 orsaker saknar belägg. För en orsak har ingen letat efter det som talar mot." in said
    assert "Inga orsaker ses ur" not in said
    services.add_evidence(
        by=anna.scope, at=AT, cause=b, side="for", strength=2, text="Samma tak", source="Platsbesök"
    )
    assert "Mest talar för" not in says()  # two are alike, and none is put first
    a.refresh_from_db()
    services.judge_cause(
        by=anna.scope,
        at=AT,
        cause=a,
        influence="yes",
        decision="work",
        counter_sought="Räknade i oktober.",
        seen=1,
    )
    assert "För en orsak har ingen letat efter det som talar mot." in says()  # only b


def test_typical_causes_keep_where_they_came_from_until_they_are_reworded(
    anna: Person, problem: Problem
) -> None:
    with pytest.raises(BadInput):
        services.add_typical(by=anna.scope, at=AT, problem=problem, codes=["finns-inte"])
    client = anna.client()
    address = f"/problem/{problem.pk}/orsaker/typiska/"
    assert client.post(address).status_code == 422
    assert client.post(address, {"codes": ["unsafe-square-empty", "unsafe-square-light"]}).status_code == 302
    cause = queries.causes_of(anna.scope, problem).first()
    assert cause is not None
    assert (cause.code, cause.source_status) == ("unsafe-square-empty", "local_design")
    assert "Det här kan ni leta efter" in client.get(f"/problem/orsak/{cause.pk}/").content.decode()
    services.change_cause(
        by=anna.scope,
        at=AT,
        cause=cause,
        statement="Vårt torg töms",
        perspective="place",
        level="place",
        seen=1,
    )
    cause.refresh_from_db()
    assert (cause.code, cause.source_status) == ("unsafe-square-empty", "local")


def test_the_chain_of_events_is_ordered(anna: Person, problem: Problem) -> None:
    a, b = (services.add_step(by=anna.scope, at=AT, problem=problem, text=one) for one in "AB")
    assert services.move_step(by=anna.scope, at=AT, step=b, way="up")
    assert not services.move_step(by=anna.scope, at=AT, step=b, way="up")
    assert [one.text for one in queries.chain(anna.scope, problem)] == ["B", "A"]
    client = anna.client()
    told = {"text": "A, senare", "breakable": "yes", "how": "Stäng", "seen": 1}
    assert client.post(f"/problem/steg/{a.pk}/", told).status_code == 302
    assert (
        client.post(f"/problem/steg/{a.pk}/", {**told, "text": "Annat"}).status_code == 422
    )  # version 1 is old
    client.post(f"/problem/steg/{a.pk}/ta-bort/")
    assert [one.text for one in presenters.steps(queries.chain(anna.scope, problem))] == ["B"]
    client.post(f"/problem/steg/{a.pk}/tillbaka/")
    assert ChainStep.objects.get(pk=a.pk).withdrawn_at is None


def test_who_analyses(
    anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person, problem: Problem
) -> None:
    cause = add(bo, problem, "Torget töms")
    add(make_person("Greta", Role.REVIEWER, anna.organisation), problem, "Dåligt ljus")
    evidence = services.add_evidence(
        by=anna.scope, at=AT, cause=cause, side="for", strength=1, text="Få passerar"
    )
    step = services.add_step(by=anna.scope, at=AT, problem=problem, text="Stänger")
    before = AuditEvent.objects.count()
    for by in (rut, lars, cecilia):
        told = {"by": by.scope, "at": AT}
        for write, given in (
            (services.add_cause, {"problem": problem, "statement": "X", "perspective": "place"}),
            (services.add_typical, {"problem": problem, "codes": ["moped-tuned"]}),
            (
                services.change_cause,
                {"cause": cause, "statement": "X", "perspective": "place", "level": "place", "seen": 1},
            ),
            (services.judge_cause, {"cause": cause, "influence": "yes", "decision": "work", "seen": 1}),
            (services.move_cause, {"cause": cause, "way": "down"}),
            (services.withdraw_cause, {"cause": cause}),
            (services.restore_cause, {"cause": cause}),
            (services.add_evidence, {"cause": cause, "side": "for", "strength": 1, "text": "X"}),
            (services.withdraw_evidence, {"evidence": evidence}),
            (services.restore_evidence, {"evidence": evidence}),
            (services.add_step, {"problem": problem, "text": "X"}),
            (services.change_step, {"step": step, "text": "X", "breakable": "yes", "how": "", "seen": 1}),
            (services.move_step, {"step": step, "way": "up"}),
            (services.withdraw_step, {"step": step}),
            (services.restore_step, {"step": step}),
        ):
            with pytest.raises(Refused), transaction.atomic():
                write(**told, **given)
    assert AuditEvent.objects.count() == before
    assert queries.cause(cecilia.scope, cause.pk) is None
    page = lars.client().get(f"/problem/{problem.pk}/orsaker/").content.decode()
    assert "Torget töms" in page
    assert "Ändra i trädet" not in page
