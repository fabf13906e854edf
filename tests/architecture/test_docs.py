"""The documentation holds together: links lead somewhere, words are explained, decisions are listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SRC, relative

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(
    r"`((?:src|tests|docs|deploy|examples|benchmarks|samsyn\w*|stats|methods|instruments)/[\w./-]+)`"
)
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def prose(path: Path) -> str:
    """A page without its code blocks."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"^    .*$|^```[^`]*```$", "", text, flags=re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page)):
        if target.startswith("https://"):  # licences and the like; tests reach no other machine
            continue
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists(), f"{relative(page)} links to {target}, which is not there"
        assert not anchor or anchor in anchors(goal), f"{relative(page)}: {target} has no such heading"


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_path_that_is_named_exists(page: Path) -> None:
    if page.name in (
        "DEVELOPERS.md",
        "CHANGELOG.md",
    ):  # they also name what a reader is to make, and what is gone
        return
    for path in PATH.findall(prose(page)):
        found = [root / path for root in (ROOT, SRC, SRC / "samsyn", ROOT / "docs") if (root / path).exists()]
        assert found, f"{relative(page)} names {path}, which is not there"


def test_every_page_can_be_reached() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in LINK.findall(prose(page))
        if not target.startswith("http")
    }
    loose = [relative(page) for page in PAGES if page.name != "README.md" and page.resolve() not in linked]
    assert loose == []


def test_every_decision_is_listed_and_short() -> None:
    folder = ROOT / "docs/adr"
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
    for name in listed:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {int(name[:4])}. "), name
        assert "**Accepted**" in text or "**Replaced**" in text, name
        assert len(text.splitlines()) <= 40, f"{name}: half a page"


def glossary() -> list[tuple[str, str, str]]:
    """The rows of the glossary."""
    rows = ROW.findall((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    return [row for row in rows if row[0] not in ("English (code)", "---")]


def test_the_glossary_says_each_word_once_in_one_sentence() -> None:
    words = [english for english, _, _ in glossary()]
    assert words == sorted(words)
    assert len(words) == len(set(words)) > 40
    for english, swedish, meaning in glossary():
        assert swedish.strip(), english
        assert meaning.endswith("."), english
        assert meaning.count(". ") == 0, f"{english}: one sentence"


def test_the_glossary_holds_the_nouns_of_the_cycle() -> None:
    words = {english for english, _, _ in glossary()}
    assert {
        "round",
        "finding",
        "cause",
        "action",
        "outcome",
        "section",
        "picture",
        "problem",
        "indicator",
    } <= words
    assert {
        "activity",
        "readiness",
        "report",
        "zero report",
        "edition",
        "provenance",
        "digest",
        "scope",
    } <= words


def test_the_readme_leads_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (\./samsyn .+)$", text, flags=re.MULTILINE)
    assert commands[0] == "./samsyn demo"
    assert commands[1].startswith("./samsyn picture ")
    files = re.findall(r"examples/[\w./-]+", commands[1])
    assert files
    assert all((ROOT / file).exists() for file in files)
    assert len(text.splitlines()) < 80


def test_the_licence_is_the_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert "license: EUPL-1.2" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
