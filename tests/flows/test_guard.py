"""The guard in the browser finds what the library finds on every written sentence, or warns of more numbers."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from samsyn.guard import Found, find, mask
from tests.flows.conftest import Opener
from tests.samsyn.guard.sentences import sentences

TEXTS = [
    *(one.text for part in ("building", "held_out") for one in sentences(part)),
    "😀 Kim Andersson 😀 ８５０１０１-９８２５",  # spans are counted in code points
    "e\u0301 Kim\u00a0Andersson, 8501\u00ad01-9825",
    "Serie 0123-4567-8910",  # no numbering plan in the browser: a number by its form
]
RUN = """async ([address, texts]) => {
    const { find, mask } = await import(address);
    const start = performance.now();
    const told = texts.map((text) => [find(text), mask(text)]);
    return { told, long: find("lugnt ".repeat(20000) + "850101-9825").length, ms: performance.now() - start };
}"""


def spans(found: list[dict[str, Any]] | tuple[Found, ...]) -> set[tuple[str, int, int, bool]]:
    """What was found, to compare."""
    some = [one if isinstance(one, dict) else vars(one) for one in found]
    return {(one["kind"], one["start"], one["end"], one["sure"]) for one in some}


def test_the_browser_finds_what_the_library_finds(open_page: Opener, live_server: Any) -> None:
    page: Page = open_page("/")
    done = page.evaluate(RUN, [f"{live_server.url}/static/js/guard.js", TEXTS])
    assert done["long"] == 1
    agreed = 0
    for text, (found, masked) in zip(TEXTS, done["told"], strict=True):
        here, there = spans(find(text)), spans(found)
        if here == there:
            agreed += 1
            assert masked == mask(text)
            continue
        # Only numbers that may be called, and only more of them.
        assert {one[0] for one in here ^ there} == {"phone"}, text
        assert all(any(a[1] <= b[1] and b[2] <= a[2] for a in there) for b in here), text
    assert agreed >= 0.99 * len(TEXTS)
    assert agreed < len(TEXTS), "the last text is there to differ"
