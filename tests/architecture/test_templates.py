"""Templates keep a strict content security policy: no inline style, script or handler."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import relative, templates

INLINE = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc\s*=)(?![^>]*\btype\s*=\s*[\"']application/json)", re.IGNORECASE
    ),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"(?:src|href)\s*=\s*[\"']https?://(?!www\.openstreetmap)", re.IGNORECASE),
}


def _plain(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", templates(), ids=relative)
def test_a_template_is_clean_of_inline_code(path: Path) -> None:
    text = _plain(path)
    for what, pattern in INLINE.items():
        found = pattern.search(text)
        assert found is None, f"{relative(path)} has {what}: {found and found[0][:80]!r}"


def test_the_patterns_find_what_they_name() -> None:
    planted = {
        "an inline style": '<p style="color:red">',
        "a style element": "<style>",
        "an inline handler": '<button onclick="x()">',
        "an inline script": "<script>x()</script>",
        "a javascript address": '<a href="javascript:x()">',
        "another host": '<img src="https://example.org/a.png">',
    }
    assert all(INLINE[what].search(text) for what, text in planted.items())
    assert not INLINE["an inline script"].search('<script type="module" src="a.js"></script>')
    assert not INLINE["an inline script"].search('<script type="application/json" id="spec">{}</script>')
