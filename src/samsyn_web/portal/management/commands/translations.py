"""
Gathers the texts of templates and code into catalogs, and compiles them, by polib: no gettext program is needed.

The texts are Swedish in the source. `locale/sv` holds only better Swedish for words of other packages; `locale/en`
holds the English of our own.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parents[3]
LOCALE = WEB / "locale"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
WORDS = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\((\s*{WORDS}(?:\s*,\s*{WORDS})?)", re.DOTALL)

HOLE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?[a-z]+\b")
WIDTH = 110

Text = tuple[str, str]  # singular and plural; the plural is empty where there is none


def texts(web: Path = WEB) -> dict[Text, list[str]]:
    """Return every text that can be translated, with the files that it stands in."""
    found: dict[Text, list[str]] = {}
    for path in sorted([*web.rglob("*.html"), *web.rglob("*.txt"), *web.rglob("*.py")]):
        source = path.read_text(encoding="utf-8")
        for text in in_template(source) if path.suffix != ".py" else in_code(source):
            where = found.setdefault(text, [])
            if (name := path.relative_to(web).as_posix()) not in where:
                where.append(name)
    return found


def in_code(source: str) -> Iterator[Text]:
    """Return the texts of a Python file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in CALLS:
            yield from _of_call(node)


def in_template(source: str) -> Iterator[Text]:
    """Return the texts of a template, comments left out."""
    for call in IN_TEMPLATE.finditer(templatize(source)):
        yield from _of_call(ast.parse(f"_({call[1]})", mode="eval").body)


def _of_call(call: ast.AST) -> Iterator[Text]:
    assert isinstance(call, ast.Call)
    words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if words and words[0]:
        yield words[0], words[1] if len(words) > 1 else ""


def update(path: Path, found: Iterable[Text]) -> int:
    """
    Add new texts to a catalog, take out those that are gone, and return how many still want a translation.

    The catalog is in the order of its texts and names no places, so that two people's changes meet as seldom as can be.
    """
    import polib

    catalog = polib.pofile(str(path), wrapwidth=WIDTH) if path.exists() else _empty(path.parts[-3])
    known = {(entry.msgid, entry.msgid_plural): entry for entry in catalog}
    fresh = _empty(path.parts[-3])
    fresh.header, fresh.metadata = catalog.header, catalog.metadata
    for text in sorted(found):
        entry = known.get(text) or polib.POEntry(msgid=text[0], **_plural(text))
        entry.occurrences, entry.obsolete = [], False
        fresh.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    return len(fresh.untranslated_entries())


def _plural(text: Text) -> dict[str, Any]:
    return {"msgid_plural": text[1], "msgstr_plural": {0: "", 1: ""}} if text[1] else {}


def faults(path: Path, found: Iterable[Text]) -> list[str]:
    """Return what a reader of the catalog's language would miss: one line for each text that is not right."""
    import polib

    catalog = polib.pofile(str(path)) if path.exists() else _empty(path.parts[-3])
    entries = {(entry.msgid, entry.msgid_plural): entry for entry in catalog if not entry.obsolete}
    wanted = set(found)
    lines = [f"saknas: {text[0]}" for text in sorted(wanted - set(entries))]
    lines += [f"används inte: {text[0]}" for text in sorted(set(entries) - wanted)]
    lines += [f"används inte: {entry.msgid}" for entry in catalog if entry.obsolete]
    for text in sorted(wanted & set(entries)):
        entry = entries[text]
        said = [entry.msgstr_plural.get(0, ""), entry.msgstr_plural.get(1, "")] if text[1] else [entry.msgstr]
        if not all(said):
            lines.append(f"inte översatt: {text[0]}")
        elif entry.fuzzy:
            lines.append(f"osäker: {text[0]}")
        elif text[1]:
            lines += _holes(text[0], said[0], may_lack=True) + _holes(text[1], said[1])
        else:
            lines += _holes(text[0], said[0])
    return lines


def _holes(text: str, said: str, *, may_lack: bool = False) -> list[str]:
    """Compare what is filled in, and the markup; a singular may write its number as a word."""
    first, second = (sorted(HOLE.findall(one)) for one in (text, said))
    same = set(second) <= set(first) if may_lack else first == second
    return [] if same else [f"andra platshållare: {text} → {said}"]


def _empty(language: str) -> Any:
    import polib

    catalog = polib.POFile(wrapwidth=WIDTH)
    catalog.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalog


def stale(locale: Path = LOCALE) -> list[Path]:
    """Return the catalogs that are newer than what was compiled of them."""
    return [
        po
        for po in sorted(locale.glob("*/LC_MESSAGES/*.po"))
        if not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime
    ]


def compile_catalogs(catalogs: Iterable[Path]) -> None:
    """Compile catalogs beside themselves; two processes at once do no harm."""
    import polib

    for po in catalogs:
        draft = po.with_suffix(f".{os.getpid()}.mo")
        polib.pofile(str(po)).save_as_mofile(str(draft))
        draft.replace(po.with_suffix(".mo"))


class Command(BaseCommand):
    """Update the English catalog and compile all."""

    help = "Samlar texterna till locale/en, kompilerar alla kataloger och säger hur mycket som saknas."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the choices of only compiling and only checking."""
        parser.add_argument("--compile", action="store_true", help="kompilera bara")
        parser.add_argument("--check", action="store_true", help="säg vad som saknas, och ändra inget")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        english = LOCALE / "en/LC_MESSAGES/django.po"
        if options["check"]:
            if wrong := faults(english, texts()):
                raise CommandError("\n".join(wrong))
            return
        if not options["compile"]:
            missing = update(english, texts())
            self.stdout.write(f"{missing} texter saknar engelska.")
        compile_catalogs(LOCALE.glob("*/LC_MESSAGES/*.po"))
