"""The word-list assistant of crime proofing on a rule in a file: its passages, with what somebody should look at."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samsyn.files import Prose
    from samsyn.methods.crimeproofing import Mark

NAME = "proof"
HELP = "Läs ett regelverk (Word, PDF, text) och märk ut vaga ord och annat att granska."
FORMAT = "samsyn-proof/1"


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("files", metavar="FIL", nargs="+", help="regelverk; flera läses sida vid sida")
    parser.add_argument(
        "--term", action="append", default=[], help="ett ord som reglerna vilar på; kan ges flera gånger"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="utan val text, som människor läser"
    )


def run(args: Namespace) -> int:
    """Read the rules and say what in them somebody should look at."""
    from samsyn.files import read_prose
    from samsyn.instruments.load import crimeproofing
    from samsyn.methods.crimeproofing import assist

    texts = [read_prose(path) for path in args.files]
    marks = assist([one.passages for one in texts], crimeproofing(), terms=args.term)
    if args.format == "json":
        import json

        print(json.dumps(document(texts, marks), ensure_ascii=False, indent=1))
    else:
        print(told(texts, marks))
    return 0


def document(texts: Sequence[Prose], marks: Sequence[Mark]) -> dict[str, Any]:
    """Return the JSON: each text with its passages, each passage with its marks."""
    from samsyn.instruments.load import crimeproofing

    return {
        "format": FORMAT,
        "instrument": crimeproofing().version,
        "texts": [
            {
                "name": text.name,
                "kind": text.kind,
                "sha256": text.sha256,
                "notes": list(text.notes),
                "passages": [
                    {
                        "number": passage.number,
                        "label": passage.label,
                        "heading": passage.heading,
                        "page": passage.page,
                        "text": passage.text,
                        "marks": [
                            _entry(one) for one in marks if (one.text, one.passage) == (n, passage.number)
                        ],
                    }
                    for passage in text.passages
                ],
            }
            for n, text in enumerate(texts)
        ],
    }


def _entry(one: Mark) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "code": one.code,
        "start": one.start,
        "end": one.end,
        "words": one.words,
        "why": one.why,
        "other": list(one.other) if one.other else None,
    }


def told(texts: Sequence[Prose], marks: Sequence[Mark]) -> str:
    """Return the marked passages, for people: the words in brackets, and under them why."""
    rows = []
    for n, text in enumerate(texts):
        rows.append(f"{text.name}: {len(text.passages)} stycken")
        rows += [f"  Att veta: {note}" for note in text.notes]
        for passage in text.passages:
            some = [one for one in marks if (one.text, one.passage) == (n, passage.number)]
            if some:
                place = (
                    f"{passage.label} (stycke {passage.number})"
                    if passage.label
                    else f"stycke {passage.number}"
                )
                rows.append(f"\n  {place}: {bracketed(passage.text, some)}")
                rows += [f"    – {f'”{one.words}”: ' if one.words else ''}{one.why}" for one in some]
        rows.append("")
    what = "Inget är utmärkt" if not marks else "Ett ställe" if len(marks) == 1 else f"{len(marks)} ställen"
    end = "." if not marks else " att granska. Ordlistan avgör inget: det gör den som läser."
    return "\n".join([*rows, what + end])


def bracketed(text: str, some: Sequence[Mark]) -> str:
    """Return a passage with the marked words in brackets; of marks that overlap, the first."""
    parts, at = [], 0
    for one in some:
        if one.start >= at and one.end > one.start:
            parts += [text[at : one.start], "[", text[one.start : one.end], "]"]
            at = one.end
    return "".join([*parts, text[at:]])
