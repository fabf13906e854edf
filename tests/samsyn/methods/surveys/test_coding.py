"""Open answers coded by two: agreement by hand, by the definition and as published; themes; what is withheld."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition, Round, Section
from samsyn.errors import BadInput
from samsyn.methods.surveys import Code, CodedAnswer, code_agreement, same_codes, themes
from samsyn.methods.surveys.codebook import Codebook, Quotation, coded_answers
from samsyn.methods.surveys.example import example_form, example_round
from samsyn.methods.surveys.find import find
from samsyn.methods.surveys.method import SURVEYS
from samsyn.methods.surveys.register import SOURCE, Asked, answers_table, asked
from samsyn.period import parse

CODES = ("a", "b", "c")
SETS = st.frozensets(st.sampled_from(CODES))
ANSWERS = st.lists(
    st.builds(lambda f, s: CodedAnswer(first=f, second=s), SETS, SETS), min_size=1, max_size=30
)


def crossed(both: int, first: int, second: int, neither: int) -> list[CodedAnswer]:
    """Answers that got the code a from both, the first coder, the second or nobody."""
    a, none = frozenset("a"), frozenset[str]()
    pairs = [(a, a)] * both + [(a, none)] * first + [(none, a)] * second + [(none, none)] * neither
    return [CodedAnswer(first=one, second=other) for one, other in pairs]


@pytest.mark.parametrize(
    ("cells", "share", "kappa"),
    [
        ((15, 5, 10, 70), 0.85, 0.57),  # Viera & Garrett 2005, Family Medicine 37(5), 360-363
        ((22, 2, 4, 11), 0.8462, 0.67),  # Sim & Wright 2005, Physical Therapy 85(3), 257-268, table 1
    ],
)
def test_as_published(cells: tuple[int, int, int, int], share: float, kappa: float) -> None:
    (found,) = code_agreement(["a"], crossed(*cells))
    assert (found.both, found.first_only, found.second_only, found.neither) == cells
    assert round(found.share, 4) == share
    assert round(found.kappa.value, 2) == kappa
    assert found.kappa.low < found.kappa.value < found.kappa.high
    assert found.limits[0] < found.share < found.limits[1]


def test_by_hand() -> None:
    """Of four answers both see a in one, only the first in one: 3 of 4 alike, 0.5 by chance, kappa 0.5."""
    answers = crossed(1, 1, 0, 2)
    (found,) = code_agreement(["a"], answers)
    assert (found.share, found.kappa.value, found.n) == (0.75, 0.5, 4)
    assert same_codes(answers) == (3, 4)
    assert [one.count for one in themes(["a"], answers)] == [1], "what is not settled counts for nobody"
    settled = [replace(one, settled=one.first) for one in answers]
    assert [(one.count, one.answers) for one in themes(["a"], settled)] == [(2, 4)]


def test_what_chance_explains_has_no_kappa() -> None:
    (always,), (never,) = (
        code_agreement(["a"], crossed(5, 0, 0, 0)),
        code_agreement(["a"], crossed(0, 0, 0, 5)),
    )
    assert isnan(always.kappa.value)
    assert isnan(never.kappa.value)
    assert always.share == never.share == 1


def test_to_agree_on_all_of_a_few_is_not_to_be_certain() -> None:
    """Wilson of 10 of 10 is 0.7225 to 1; with 0.5 by chance that is 0.445 to 1."""
    (found,) = code_agreement(["a"], crossed(5, 0, 0, 5))
    assert (found.kappa.value, found.kappa.low) == (1, 1)
    assert found.kappa_limits == pytest.approx(((0.72246 - 0.5) / 0.5, 1), abs=1e-4)
    (spread,) = code_agreement(["a"], crossed(15, 5, 10, 70))
    assert spread.kappa_limits == (spread.kappa.low, spread.kappa.high)


def test_what_is_refused() -> None:
    with pytest.raises(BadInput, match="Inget svar"):
        code_agreement(["a"], [])
    with pytest.raises(BadInput, match="Koden b"):
        themes(["a"], [CodedAnswer(first=frozenset("b"), second=frozenset("a"))])


@given(ANSWERS)
def test_agreement_is_the_definitions(answers: list[CodedAnswer]) -> None:
    for found in code_agreement(CODES, answers):
        pairs = Counter((found.code in one.first, found.code in one.second) for one in answers)
        n = len(answers)
        rows, columns = (sum(k for pair, k in pairs.items() if pair[side]) / n for side in (0, 1))
        chance = rows * columns + (1 - rows) * (1 - columns)
        observed = (pairs[True, True] + pairs[False, False]) / n
        assert found.share == pytest.approx(observed)
        if chance > 1 - 1e-12:
            assert isnan(found.kappa.value)
        else:
            assert found.kappa.value == pytest.approx((observed - chance) / (1 - chance), abs=1e-9)


@given(ANSWERS)
def test_the_coders_can_change_places(answers: list[CodedAnswer]) -> None:
    turned = [CodedAnswer(first=one.second, second=one.first) for one in reversed(answers)]
    for one, other in zip(code_agreement(CODES, answers), code_agreement(CODES, turned), strict=True):
        assert (one.share, one.both, one.first_only) == (other.share, other.both, other.second_only)
        assert other.kappa.value == pytest.approx(one.kappa.value, nan_ok=True)
    assert themes(CODES, answers) == themes(CODES, turned)


@given(ANSWERS, st.data())
def test_codes_come_back_from_the_rows(answers: list[CodedAnswer], data: st.DataObject) -> None:
    settled = [replace(one, settled=data.draw(SETS) if one.final is None else None) for one in answers]
    table = answers_table(example_form(), [], parse("2026-Q3").start, {"best": settled})
    back = coded_answers(table.frame, "best")
    assert [(one.first, one.second, one.final) for one in back] == [
        (one.first, one.second, one.final) for one in settled
    ]


def coded_round(
    counts: dict[str, int], n: int, *, anonymous: bool, quotations: tuple[Quotation, ...] = ()
) -> Round:
    """A survey where so many of n answers to “best” have each code, and both coders agree."""
    form, period = example_form(), parse("2026-Q3")
    sets = [frozenset(code for code, count in counts.items() if number < count) for number in range(n)]
    coded = [CodedAnswer(first=one, second=one) for one in sets]
    codes = tuple(Code(key=key, label=f"Tema {key}", definition="När det sägs.") for key in counts)
    told = Asked(
        form=form, invited=n, population="whole", sender="Kommunen", anonymous=anonymous,
        codebooks={"best": Codebook(version=2, codes=codes, quotations=quotations)},
    )  # fmt: skip
    table = answers_table(form, [{"strengthened": "4", "best": "1"}] * n, period.start, {"best": coded})
    return Round(table=table, period=period, source=SOURCE, sources=("a",), options=told.options())


def best(observed: Round, edition: Edition = Edition.INTERNAL) -> Section:
    """The section of the open question."""
    return next(one for one in SURVEYS.sections(observed, find(observed), edition) if one.key == "q-best")


def test_themes_are_findings_and_a_section() -> None:
    observed = coded_round(
        {"x": 12, "y": 7}, 20, anonymous=False, quotations=(Quotation(text="Tiden", is_edited=True),)
    )
    theme = next(one for one in find(observed).findings if one.key == "theme")
    assert (theme.estimate.n, theme.estimate.value, theme.detail["label"]) == (12, 0.6, "Tema x")
    assert not [one for one in find(observed).refusals if "betydelse" in one.what]
    section = best(observed)
    assert section.lead == "Vanligaste temat är ”Tema x”: 12 av 20 svar (60 %)."
    assert "20 av 20 svar fick exakt samma koder av båda." in section.paragraphs
    assert "”Tiden” (redigerat för att ingen ska kännas igen)" in section.paragraphs
    assert section.paragraphs[-1] == "Avsändare: Kommunen; svaren är inte anonyma."
    assert "version 2" in section.tables[0].caption
    assert find(observed).findings[0].detail["answered"] == 20, "coded rows are no respondents"


def test_an_anonymous_surveys_small_themes_have_no_figures_for_anybody() -> None:
    for anonymous, edition, hidden in (
        (True, Edition.INTERNAL, True),
        (False, Edition.INTERNAL, False),
        (False, Edition.PUBLIC, True),
    ):
        section = best(coded_round({"x": 12, "y": 4, "z": 0}, 20, anonymous=anonymous), edition)
        rows = {row[0]: row[1:] for row in section.charts[0].table.rows}
        assert rows["Tema x"] == (12, 60.0)
        assert rows["Tema z"] == (0, 0.0)
        assert (rows["Tema y"] == (None, None)) is hidden
        agreed = {row[0]: row[2:] for row in section.tables[0].rows}
        assert (set(agreed["Tema y"]) == {None}) is hidden, "nor what could be worked out from the agreement"
        assert any("färre än 5 svar" in one for one in section.paragraphs) is hidden


def test_a_document_from_before_codebooks_still_tells() -> None:
    observed = example_round()
    options = {key: one for key, one in observed.options.items() if key != "codebooks"}
    assert asked(options).codebooks == {}
