"""What every page must hold: no fault that axe finds, no sideways scroll, no small target, no error in the browser."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHT = 900

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
    found: list[dict[str, Any]] = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [
        f"{page.url}: {rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in found
    ]


def check_page(page: Page, *looks: Look, language: str = "sv") -> None:
    """Check the page in some widths and schemes, without loading it again."""
    assert "<c-" not in page.content(), "a component was not compiled"
    expect(page.locator("html")).to_have_attribute("lang", language)  # waits for a page that is on its way
    for width, scheme in looks or USUAL:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        assert not _sideways(page), f"{page.url} scrolls sideways at {width} px"
        assert not (small := _small_targets(page)), f"{page.url} at {width} px: {small}"
        assert not (found := faults(page)), f"{width} px, {scheme}: {found}"
    assert page.complaints == [], page.complaints  # type: ignore[attr-defined]


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
