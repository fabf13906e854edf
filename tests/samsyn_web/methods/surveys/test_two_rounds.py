"""Two rounds on the web: the code a respondent makes is kept as a digest, shown to nobody, and pairs the rounds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from samsyn.errors import BadInput
from samsyn.instruments.load import surveys
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.surveys import policies, queries, services
from samsyn_web.methods.surveys.models import Answer, Survey
from tests.support.story import AT, Person

FORM = next(one for one in surveys().forms if one.key == "knowledge")
LETTERS = "abcdefgh"
DURING, AFTER = AT + timedelta(days=1), AT + timedelta(days=8)


def going(anna: Person, **other: Any) -> Survey:
    """A round that can be answered."""
    return services.make(
        by=anna.scope, at=AT, form=FORM, purpose="Vi vill veta.", sender="Kommunen",
        about="deltagarna", is_anonymous=True, opens_at=AT, closes_at=AT + timedelta(days=7), asked=9,
        **{"title": "Kunskap", "is_paired": True, **other},
    )  # fmt: skip


def closed(anna: Person, step: str, **other: Any) -> Survey:
    """A closed round where eight gave the same step with codes of their own."""
    one = going(anna, **other)
    for letter in LETTERS:
        given = {item.key: step for item in FORM.items[:4]}
        services.answer(by=None, at=DURING, survey=one, given=given, own_code=f"{letter}07k")
    return services.close(by=anna.scope, at=AFTER, survey=one)


def test_the_code_is_kept_as_a_digest_and_is_the_same_in_the_next_round(anna: Person) -> None:
    first = closed(anna, "2")
    second, alien, plain = going(anna, previous=first), going(anna), going(anna, is_paired=False)
    for one in (second, alien, plain):
        services.answer(by=None, at=DURING, survey=one, given={"problem": "4"}, own_code="a07k")
    kept = set(Answer.objects.filter(survey=first).values_list("pair", flat=True))
    assert len(kept) == len(LETTERS)
    assert Answer.objects.get(survey=second).pair in kept
    assert Answer.objects.get(survey=alien).pair not in kept, (
        "rounds that do not follow each other are not tied"
    )
    assert Answer.objects.get(survey=plain).pair == ""
    assert "a07k" not in str(list(Answer.objects.values())) + str(list(AuditEvent.objects.values()))
    with pytest.raises(BadInput, match="inga egna koder"):
        going(anna, previous=plain)


@pytest.mark.parametrize(
    "parts", [("a", "", "k"), ("ab", "7", "k"), ("a", "32", "k"), ("1", "7", "k"), ("a", "²", "k")]
)
def test_a_code_is_two_letters_and_a_day(parts: tuple[str, str, str]) -> None:
    with pytest.raises(BadInput):
        policies.own_code(parts)
    assert policies.own_code(("", " ", "")) == ""
    assert policies.own_code(("Å", "7", "K ")) == policies.own_code(("a\u030a", "07", "k")) == "å07k"


def test_a_respondent_makes_a_code_and_is_told_what_it_costs(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: DURING)
    one = going(anna)
    address, client = f"/enkater/oppen/{one.link_key}/", Client()
    page = client.get(address).content.decode()
    assert "mindre anonyma" in page
    assert str(policies.QUESTIONS[1]) in page
    half = client.post(address, {"problem": "4", "pair-1": "a"})
    assert half.status_code == 422
    assert "alla tre" in half.content.decode()
    assert client.post(address, {"problem": "4"}).status_code == 302
    code = {"pair-1": "a", "pair-2": "7", "pair-3": "k"}
    assert client.post(address, {"problem": "4", **code}).status_code == 302
    assert sorted(one.pair for one in Answer.objects.all()) == ["", policies.pair_of(one, "a07k")]


def test_rounds_are_compared_when_both_are_closed(anna: Person, lars: Person, cecilia: Person) -> None:
    first = closed(anna, "2")
    going_on = going(anna, previous=first)
    assert queries.compared(anna.scope, going_on.pk) is None
    assert lars.client().get(f"/enkater/{going_on.pk}/jamfor/").status_code == 404
    second = closed(anna, "4", previous=first, title="Kunskap efteråt")
    found = queries.compared(lars.scope, second.pk)
    assert found is not None
    assert (found.pairs, {one.word for one in found.changes}) == (8, {"ökat"})
    client = lars.client()
    assert "Jämför omgångarna" in client.get(f"/enkater/{second.pk}/").content.decode()
    page = client.get(f"/enkater/{second.pk}/jamfor/").content.decode()
    assert "8 personer svarade båda gångerna" in page
    assert not [one.pair for one in Answer.objects.all() if one.pair in page]
    assert client.get(f"/enkater/{second.pk}/jamforelse.pdf").content.startswith(b"%PDF")
    assert client.get(f"/enkater/{second.pk}/jamforelse.exe").status_code == 404
    assert queries.compared(cecilia.scope, second.pk) is None
    assert queries.is_unchanged(anna.scope, second.pk)
    Answer.objects.filter(survey=second, pair=policies.pair_of(second, "a07k")).update(pair="")
    assert not queries.is_unchanged(anna.scope, second.pk), "whose answer is whose is frozen too"


def test_the_next_round_asks_the_same_questions(anna: Person) -> None:
    first = closed(anna, "2")
    said = {
        "form_key": "same", "title": "Kunskap efteråt", "purpose": "Vi vill veta.", "sender": "Kommunen",
        "about": "alla",
        "population": "whole", "is_anonymous": "yes", "way": "open", "asked": "9", "previous": "", "is_paired": "on",
        "opens_at": "2024-11-01T08:00", "closes_at": "2024-11-10T08:00",
    }  # fmt: skip
    lacks = anna.client().post("/enkater/ny/", said)
    assert lacks.status_code == 422
    assert "Välj omgången som följs upp." in lacks.content.decode()
    assert anna.client().post("/enkater/ny/", {**said, "previous": str(first.pk)}).status_code == 302
    made = Survey.objects.latest("pk")
    assert (made.previous, made.is_paired, made.form) == (first, True, first.form)


def test_the_demonstration_shows_both_ways(anna: Person, bo: Person, lars: Person) -> None:
    call_command("demo_surveys")
    after = Survey.objects.get(previous__isnull=False)
    found = queries.compared(anna.scope, after.pk)
    assert found is not None
    assert found.pairs == 10
    told = queries.told(anna.scope, Survey.objects.get(title="Vad har stödet betytt?").pk)
    assert told is not None
    assert {one.category for one in told.found.findings if one.key == "theme"} == {"best", "hindered"}
