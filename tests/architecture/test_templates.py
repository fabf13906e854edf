"""Templates keep a strict content security policy: no inline style, script or handler, and nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import python_files, relative, templates

INLINE = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b(?![^>]*\bnonce\s*=)", re.IGNORECASE),
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc\s*=)(?![^>]*\bnonce\s*=)(?![^>]*\btype\s*=\s*[\"']application/(?:json|geo\+json))",
        re.IGNORECASE,
    ),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"<(?!a\b)[a-z][^>]*\b(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}


def plain(path: Path) -> str:
    """A template without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", "", text, flags=re.DOTALL)


def test_templates_are_found() -> None:
    assert len(templates()) > 20


def test_templates_are_clean_of_inline_code() -> None:
    found = [
        f"{relative(path)}: {what}: {hit[0][:80]!r}"
        for path in templates()
        for what, pattern in INLINE.items()
        if (hit := pattern.search(plain(path)))
    ]
    assert found == []


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
    harmless = [
        '<script type="module" src="a.js"></script>',
        '<script type="application/json" id="spec">{}</script>',
        '<a href="https://example.org/">',
    ]
    assert not [text for text in harmless for pattern in INLINE.values() if pattern.search(text)]


def test_every_template_is_used() -> None:
    """A template that no code and no template names is dead; error pages and those of allauth are found by name."""
    named = {"400.html", "403.html", "403_csrf.html", "404.html", "405.html", "429.html", "500.html"}
    texts = [*templates(), *python_files("src/samsyn_web")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in texts)
    loose = [
        relative(path)
        for path in templates()
        if path.name not in named
        and "allauth" not in path.parts
        and not {"account", "mfa"} & set(path.parts)
        and "cotton" not in path.parts
        and str(path).split("/templates/")[1] not in source
    ]
    assert loose == []
