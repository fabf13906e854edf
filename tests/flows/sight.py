"""What every page must hold: no fault that axe finds, no sideways scroll, no small target, no error in the browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHT = 900
AXE = Axe().axe_script
# What holds is not sent from the browser to the tests: it is a hundred times as much as what does not.
FAULTS = """async (rules) => {
    const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => (
        { id, help, targets: nodes.slice(0, 3).map(({ target }) => target) }
    ));
}"""

Look = tuple[int, Literal["light", "dark"]]
USUAL: tuple[Look, ...] = ((320, "light"), (390, "dark"), (1280, "light"))
EVERY: tuple[Look, ...] = (
    *USUAL,
    (320, "dark"),
    (390, "light"),
    (768, "light"),
    (768, "dark"),
    (1280, "dark"),
)


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it is now, one line each."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(FAULTS, RULES)
    return [f"{page.url}: {rule['id']}: {rule['help']}: {rule['targets']}" for rule in found]


def check_page(page: Page, *looks: Look, language: str = "sv", meant: Sequence[str] = ()) -> None:
    """
    Check the page in some widths and schemes, without loading it again.

    `meant` says what the browser is right to complain of up to here, in words of its own, as "status of 422" where a
    form has been refused: it is told of when it pleases the browser, before the check or under it.
    """
    assert "<c-" not in page.content(), "a component was not compiled"
    expect(page.locator("html")).to_have_attribute("lang", language)  # waits for a page that is on its way
    for width, scheme in looks or USUAL:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        assert not _sideways(page), f"{page.url} scrolls sideways at {width} px"
        assert not (small := _small_targets(page)), f"{page.url} at {width} px: {small}"
        assert not (found := faults(page)), f"{width} px, {scheme}: {found}"
    check_complaints(page, meant=meant)


def check_complaints(page: Page, *, meant: Sequence[str] = ()) -> None:
    """Check that the browser has complained of nothing but what was meant, which is forgotten."""
    complaints: list[str] = page.complaints  # type: ignore[attr-defined]
    complaints[:] = [one for one in complaints if not any(word in one for word in meant)]
    assert complaints == [], complaints


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds; a page that is being loaded again is asked once more."""
    for _ in range(100):
        with suppress(Error):
            if holds():
                return
        page.wait_for_timeout(200)
    raise AssertionError("it did not come to hold")


def _sideways(page: Page) -> bool:
    return bool(
        page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def _small_targets(page: Page) -> list[str]:
    """Return controls lower or narrower than 24 px that do not stand in a sentence (WCAG 2.2, 2.5.8)."""
    script = """() => [...document.querySelectorAll("button, summary, nav a, input, select, .button")]
        .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden"))
        .filter((one) => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
        .map((one) => one.outerHTML.slice(0, 120))"""
    return list(page.evaluate(script))
