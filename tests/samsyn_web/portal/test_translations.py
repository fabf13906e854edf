"""Texts are gathered from templates and code, kept in catalogs, and compiled, all without the gettext programs."""

from __future__ import annotations

import os
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
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
    assert "config/menu.py" in found["Lägesbild", ""]
    assert "portal/forms.py" in found["Upplaga", ""]


def test_a_catalog_keeps_what_is_translated_and_drops_what_is_gone(tmp_path: Path):
    path = tmp_path / "en/LC_MESSAGES/django.po"
    assert translations.update(path, [("Vecka", ""), ("Plats", "")]) == 2
    catalog = polib.pofile(str(path))
    catalog.find("Vecka").msgstr = "Week"
    catalog.save()
    assert translations.update(path, [("Vecka", "")]) == 0
    again = polib.pofile(str(path))
    assert again.find("Vecka").msgstr == "Week"
    assert [entry.msgid for entry in again] == ["Vecka"]


def test_a_catalog_is_in_order_and_names_no_places_so_that_changes_seldom_meet(tmp_path: Path):
    path = tmp_path / "en/LC_MESSAGES/django.po"
    translations.update(path, {("Öga", ""): ["a.html"], ("Arm", ""): ["b.html"], ("Ben", ""): ["c.html"]})
    text = path.read_text(encoding="utf-8")
    assert [entry.msgid for entry in polib.pofile(text)] == ["Arm", "Ben", "Öga"]
    assert ".html" not in text
    translations.update(path, [("Öga", ""), ("Ben", ""), ("Arm", "")])
    assert path.read_text(encoding="utf-8") == text


def entry(**said) -> polib.POEntry:
    return polib.POEntry(msgid="Vi har %(n)s <b>saker</b>", **said)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (entry(msgstr="We have %(n)s <b>things</b>"), None),
        (entry(), "inte översatt"),
        (entry(msgstr="We have %(n)s <b>things</b>", flags=["fuzzy"]), "osäker"),
        (entry(msgstr="We have things <b></b>"), "andra platshållare"),
        (entry(msgstr="We have %(m)s <b>things</b>"), "andra platshållare"),
        (entry(msgstr="We have %(n)s <b>things"), "andra platshållare"),
        (polib.POEntry(msgid="Något annat", msgstr="Other"), "saknas"),
        (polib.POEntry(msgid="Något annat", msgstr="Other"), "används inte"),
        (entry(msgstr="We have %(n)s <b>things</b>", obsolete=True), "saknas"),
    ],
)
def test_what_is_wrong_with_a_catalog_is_said(tmp_path: Path, said: polib.POEntry, fault: str | None):
    path = tmp_path / "en/LC_MESSAGES/django.po"
    catalog = polib.POFile()
    catalog.append(said)
    path.parent.mkdir(parents=True)
    catalog.save(str(path))
    found = translations.faults(path, [("Vi har %(n)s <b>saker</b>", "")])
    assert (found == []) if fault is None else any(line.startswith(fault) for line in found)


def test_a_singular_may_write_its_number_as_a_word_but_a_plural_may_not(tmp_path: Path):
    path = tmp_path / "en/LC_MESSAGES/django.po"
    text = ("%(n)s sak", "%(n)s saker")
    translations.update(path, [text])
    catalog = polib.pofile(str(path))
    catalog[0].msgstr_plural = {0: "one thing", 1: "%(n)s things"}
    catalog.save()
    assert translations.faults(path, [text]) == []
    catalog[0].msgstr_plural = {0: "one thing", 1: "many things"}
    catalog.save()
    assert len(translations.faults(path, [text])) == 1


def test_every_text_of_the_web_has_an_english_one():
    call_command("translations", "--check")


def test_the_check_fails_where_a_text_is_missing(monkeypatch):
    monkeypatch.setattr(translations, "texts", lambda: {("Finns bara här", ""): ["a.html"]})
    with pytest.raises(CommandError, match="saknas: Finns bara här"):
        call_command("translations", "--check")


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
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    monkeypatch.setattr(translations, "texts", lambda: {("Vecka", ""): ["a.html"]})
    call_command("translations")
    assert (tmp_path / "en/LC_MESSAGES/django.mo").exists()
