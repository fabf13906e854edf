"""An evaluation is decided in a browser, its day comes, and the verdict is read; another is refused with its reason."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from samsyn_web.base import clock
from samsyn_web.outcomes.models import EvaluationResult
from tests.flows.conftest import Opener
from tests.flows.sight import check_page
from tests.samsyn_web.conftest import Person
from tests.support.evaluated import EARLY, LATE, an_action, counts, decided, provided

SIGHT = os.environ.get("SIGHT")  # a folder for pictures of the pages, for people to look at


@pytest.fixture(autouse=True)
def _counted(anna: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: EARLY)
    with provided(counts(), anna):
        yield


def look(page: Page, name: str) -> None:
    """Keep pictures of a page, wide and narrow, where somebody has asked for them."""
    for width in (1280, 390) if SIGHT else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{SIGHT}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_decided_due_and_told(open_page: Opener, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    action = an_action(anna)
    other = decided(anna, an_action(anna, title="Kamera", area="d"), treated=("d",), comparison=("b", "c"))
    page = open_page(f"/uppfoljning/atgard/{action.pk}/", person=anna)
    page.get_by_role("link", name="Bestäm hur den utvärderas").click()
    page.get_by_label("Skadegörelse").check()
    page.get_by_role("button", name="Visa vad som kan synas").click()
    expect(page.get_by_role("status").filter(has_text="bara en minskning med mer än")).to_be_visible()
    expect(page.get_by_role("table", name="Jämförelseområden").get_by_label("Område B")).to_be_checked()
    check_page(page)
    look(page, "decide")
    page.get_by_role("button", name="Bestäm utvärderingen").click()
    expect(page.get_by_text("Inget efter starten visas innan dess.")).to_be_visible()

    monkeypatch.setattr(clock, "now", lambda: LATE)
    page.get_by_role("link", name="Uppföljning").first.click()
    page.get_by_role("button", name="Räkna ut det som är dags").click()
    expect(page.get_by_role("table")).to_contain_text("minskat")
    look(page, "list")
    page.get_by_role("link", name="Ljus i parken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("minskade med")
    check_page(page)
    look(page, "evaluation")
    assert {one.change for one in EvaluationResult.objects.all()} == {"decreased", "unassessable"}
    page.goto(page.url.replace(page.url.rstrip("/").rsplit("/", 1)[1], str(other.pk)))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Det går inte att säga")
    expect(page.get_by_text("Därför går det inte att bedöma").first).to_be_visible()
