"""Texts are gathered from templates and code, kept in catalogs, and compiled, all without the gettext programs."""

from __future__ import annotations

import os
from pathlib import Path

import polib
from django.utils.translation import gettext, override

from samsyn_web.portal.management.commands import translations

TEMPLATE = """{% load i18n %}{% comment %}{% translate "inte jag" %}{% endcomment %}
{# {% translate "inte jag heller" %} #}
<c-notice title="{% translate 'Klart (2018:1937) nu' %}">{% translate "Det är ”sagt”" as x %}</c-notice>
{% blocktranslate count n=n %}Vi har {{ n }} sak{% plural %}Vi har {{ n }} saker{% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext as _, ngettext
A = _("Ett ord")
B = ngettext("en fil", "flera filer", 2)
C = _(variable)
D = other("inte jag")
"""


def test_texts_of_a_template_are_found_and_comments_are_not():
    assert list(translations.in_template(TEMPLATE)) == [
        ("Klart (2018:1937) nu", ""),
        ("Det är ”sagt”", ""),
        ("Vi har %(n)s sak", "Vi har %(n)s saker"),
    ]


def test_texts_of_code_are_found():
    assert list(translations.in_code(CODE)) == [("Ett ord", ""), ("en fil", "flera filer")]


def test_texts_of_the_whole_web_are_found():
    found = translations.texts()
    assert "templates/partials/nav.html" in found["Lägesbild", ""]
    assert "portal/forms.py" in found["Upplaga", ""]


def test_a_catalog_keeps_what_is_translated_and_marks_what_is_gone(tmp_path: Path):
    path = tmp_path / "en/LC_MESSAGES/django.po"
    assert translations.update(path, {("Vecka", ""): ["a.html"], ("Plats", ""): ["b.html"]}) == 2
    catalog = polib.pofile(str(path))
    catalog.find("Vecka").msgstr = "Week"
    catalog.save()
    assert translations.update(path, {("Vecka", ""): ["c.html"]}) == 0
    again = polib.pofile(str(path))
    assert again.find("Vecka").msgstr == "Week"
    assert again.find("Vecka").occurrences == [("c.html", "")]
    assert [entry.msgid for entry in again.obsolete_entries()] == ["Plats"]


def test_a_catalog_is_compiled_when_it_has_changed(tmp_path: Path):
    path = tmp_path / "en/LC_MESSAGES/django.po"
    translations.update(path, {("Vecka", ""): ["a.html"]})
    assert translations.stale(tmp_path) == [path]
    translations.compile_catalogs([path])
    assert translations.stale(tmp_path) == []
    assert [one.name for one in path.parent.iterdir() if one.suffix == ".mo"] == ["django.mo"]
    os.utime(path, (2e9, 2e9))
    assert translations.stale(tmp_path) == [path]


def test_our_swedish_wins_over_that_of_other_packages():
    with override("sv"):
        assert gettext("Email address") == "E-postadress"


def test_the_command_compiles(tmp_path: Path, monkeypatch):
    from django.core.management import call_command

    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    monkeypatch.setattr(translations, "texts", lambda: {("Vecka", ""): ["a.html"]})
    call_command("translations")
    assert (tmp_path / "en/LC_MESSAGES/django.mo").exists()
