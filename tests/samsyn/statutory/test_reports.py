"""The follow-up tells every verdict, and the report to the assembly is two pages however much there is to tell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest

from samsyn.cycle import Edition
from samsyn.documents import brief_pdf, document
from samsyn.statutory import (
    ASSEMBLY_PARTS,
    FIRST_PAGE,
    AssemblyFacts,
    Duty,
    FollowedAction,
    FollowedIndicator,
    FollowUpFacts,
    assembly_sections,
    assembly_state,
    changed,
    follow_up_sections,
    follow_up_state,
    joined,
    shortened,
)

LONG = "Åtgärder som handlar om många olika saker på många olika platser i kommunen under lång tid och med många "


def followed(n: int = 3, title: str = "Ljus") -> FollowUpFacts:
    """A plan with n actions: one that helped, one that cannot be judged, others without a verdict."""
    changes = ("decreased", "unassessable", "")
    return FollowUpFacts(
        plan="Plan 2026, version 1",
        actions=tuple(
            FollowedAction(
                key=str(k), title=f"{title} {k}", problem="Klotter", status="genomförd" if k == 0 else "pågår",
                is_done=k == 0, ends=date(2026, 1, 1), change=changes[k % 3], sentence="Från 4 till 2.",
            )
            for k in range(n)
        ),
        indicators=(
            FollowedIndicator(name="Lampor", unit="st", baseline=48.0, target=10.0, value=3.0, period="2026"),
        ),
        today=date(2026, 6, 1),
    )  # fmt: skip


def two_pages(facts: AssemblyFacts, text: str) -> bytes:
    """The report with the same text in every part."""
    texts = shortened({part.key: text for part in ASSEMBLY_PARTS})
    made = document(
        title="Rapport", subtitle="", edition=Edition.INTERNAL,
        sections=joined(assembly_sections(facts), ASSEMBLY_PARTS, texts),
        meta={"organisation": "Exempelköping", "generated_at": datetime(2026, 11, 1, tzinfo=UTC)},
    )  # fmt: skip
    return brief_pdf(made, FIRST_PAGE)


def test_the_follow_up_counts_and_groups_and_says_what_is_late() -> None:
    told = {one.key: one for one in follow_up_sections(followed())}
    assert (
        told["summary"].lead
        == "Plan 2026, version 1: 1 av 3 åtgärder är genomförda, och för 1 går det att säga vad de ledde till."
    )
    assert [row[:2] for row in told["effects"].tables[0].rows] == [
        ("Problemet minskade", "Ljus 0"), ("Går inte att bedöma", "Ljus 1"), 
        ("Ingen utvärdering är uträknad", "Ljus 2"),
    ]  # fmt: skip
    assert [row[2] for row in told["done"].tables[0].rows] == [
        "genomförd",
        *["pågår, skulle ha varit klar"] * 2,
    ]


def test_other_editions_leave_out_sentences_and_figures() -> None:
    told = follow_up_sections(followed(), Edition.PUBLIC)
    assert "Från 4 till 2" not in repr(told)
    assert "Lampor" not in repr(told)
    assert "Problemet minskade" in repr(told)


def test_what_changed_since_the_last_one() -> None:
    before, after = follow_up_state(followed(2)), follow_up_state(followed(3))
    assert [(one.word, one.what) for one in changed(before, after)] == [("nytt", "Ljus 2")]
    assert assembly_state(AssemblyFacts(duties=(Duty(section="4 §", what="Lägesbild", stands="saknas"),)))


@pytest.mark.parametrize(("n", "text"), [(0, ""), (3, "Kort."), (40, LONG * 20)])
def test_the_report_is_two_pages(n: int, text: str) -> None:
    rows = tuple((f"{LONG} {k}", LONG, LONG) for k in range(n))
    facts = AssemblyFacts(
        picture=LONG if n else "", problems=rows, follow_up=followed(n, LONG) if n else FollowUpFacts(),
        decisions=tuple(row[:2] for row in rows),
        duties=tuple(Duty(section=f"{k} §", what=LONG, stands=LONG) for k in range(4, 4 + min(n, 10))),
    )  # fmt: skip
    with pikepdf.open(BytesIO(two_pages(facts, text))) as opened:
        assert len(opened.pages) == 2
        assert "/StructTreeRoot" in opened.Root
