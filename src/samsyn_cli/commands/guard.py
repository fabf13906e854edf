"""Traces of persons in texts, one text a line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samsyn.guard import Found

NAME = "guard"
HELP = "Leta efter personuppgifter i texter: en text på varje rad."
FORMAT = "samsyn-guard/1"


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FIL", help="textfil med en text på varje rad; - läser standard in")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="utan val text, som människor läser"
    )


def run(args: Namespace) -> int:
    """Read the texts and say what points at a person in each."""
    from samsyn.guard import find
    from samsyn_cli.texts import lines_of

    texts = lines_of(args.file)
    found = [find(text) for text in texts]
    if args.format == "json":
        import json

        print(json.dumps(document(found), ensure_ascii=False, indent=1))
    else:
        print(told(texts, found))
    return 0


def document(found: Sequence[Sequence[Found]]) -> dict[str, Any]:
    """Return the JSON: an entry for every line, and never the text itself."""
    return {
        "format": FORMAT,
        "texts": [
            {"line": line, "found": [_entry(one) for one in some]} for line, some in enumerate(found, start=1)
        ],
    }


def _entry(one: Found) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "sure": one.sure,
        "name": one.name,
        "reason": one.reason,
    }


def told(texts: Sequence[str], found: Sequence[Sequence[Found]]) -> str:
    """Return what was found, for people: where, what and why, and the text with it masked."""
    from samsyn.guard import mask

    rows = []
    for line, (text, some) in enumerate(zip(texts, found, strict=True), start=1):
        if some:
            rows.append(f"Rad {line}: {mask(text, some)}")
        rows += [
            f"  tecken {one.start + 1}–{one.end}: {one.reason}{'' if one.sure else ' (osäkert)'}"
            for one in some
        ]
    marked = sum(1 for some in found if some)
    count = f"{len(texts)} {'rad' if len(texts) == 1 else 'rader'}"
    if not marked:
        return f"Inget som pekar ut en person hittades på {count}. Allt går inte att hitta: läs texten själv också."
    return "\n".join([*rows, "", f"{marked} av {count} har något som pekar ut en person."])
