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

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parents[3]
LOCALE = WEB / "locale"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
WORDS = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\((\s*{WORDS}(?:\s*,\s*{WORDS})?)", re.DOTALL)

Text = tuple[str, str]  # singular and plural; the plural is empty where there is none


def texts(web: Path = WEB) -> dict[Text, list[str]]:
    """Return every text that can be translated, with the files that it stands in."""
    found: dict[Text, list[str]] = {}
    for path in sorted([*web.rglob("*.html"), *web.rglob("*.py")]):
        source = path.read_text(encoding="utf-8")
        for text in in_template(source) if path.suffix == ".html" else in_code(source):
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


def update(path: Path, found: dict[Text, list[str]]) -> int:
    """Add new texts to a catalog, mark those that are gone, and return how many still want a translation."""
    import polib

    catalog = polib.pofile(str(path), wrapwidth=110) if path.exists() else _empty(path.parts[-3])
    known = {(entry.msgid, entry.msgid_plural): entry for entry in catalog}
    for text, where in found.items():
        entry = known.pop(text, None)
        if entry is None:
            plural = {"msgid_plural": text[1], "msgstr_plural": {0: "", 1: ""}} if text[1] else {}
            entry = polib.POEntry(msgid=text[0], **plural)
            catalog.append(entry)
        entry.occurrences, entry.obsolete = [(name, "") for name in where], False
    for gone in known.values():
        gone.obsolete = True
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path))
    return len(catalog.untranslated_entries())


def _empty(language: str) -> Any:
    import polib

    catalog = polib.POFile(wrapwidth=110)
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
        """Add the choice of only compiling."""
        parser.add_argument("--compile", action="store_true", help="kompilera bara")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if not options["compile"]:
            missing = update(LOCALE / "en/LC_MESSAGES/django.po", texts())
            self.stdout.write(f"{missing} texter saknar engelska.")
        compile_catalogs(LOCALE.glob("*/LC_MESSAGES/*.po"))
