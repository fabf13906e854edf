"""Share packages between installations: sign one, see what is in one, and say whether it may be taken in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import answer
from samsyn_cli.output import STDOUT, check_target, say, write_whole

if TYPE_CHECKING:
    from samsyn.bundle.signed import Package

NAME = "share"
HELP = "Signerade delningspaket mellan två installationer: gör, granska och kontrollera."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    ways = parser.add_subparsers(
        dest="way", metavar="pack|inspect|verify", required=True, help="vad som ska göras"
    )
    pack = ways.add_parser("pack", help="signera siffror och rapporter som ett paket")
    pack.add_argument("figures", metavar="SIFFROR", help="JSON: en lista med delade siffror")
    pack.add_argument(
        "reports", metavar="RAPPORT", nargs="*", help="färdiga rapporter: pdf, docx, xlsx, html"
    )
    pack.add_argument(
        "--key", metavar="FIL", required=True, help="installationens hemliga nyckel; görs om den saknas"
    )
    pack.add_argument("--sharer", metavar="NAMN", required=True, help="den som delar")
    pack.add_argument("--receiver", metavar="NAMN", required=True, help="den som paketet är till")
    pack.add_argument("--series", metavar="NAMN", required=True, help="paket i samma serie ersätter varandra")
    pack.add_argument(
        "--number", metavar="TAL", type=int, required=True, help="paketets nummer i serien, från 1"
    )
    pack.add_argument("-o", "--output", metavar="FIL", required=True, help="paketet, en zip-fil")
    for name, told in (
        ("inspect", "visa vad som är i ett paket, utan att lita på det"),
        ("verify", "säg om ett paket får tas emot; svaret är 1 om det inte får det"),
    ):
        one = ways.add_parser(name, help=told)
        one.add_argument("file", metavar="PAKET", help="en zip-fil")
        one.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
        one.add_argument("-o", "--output", metavar="FIL", default=STDOUT, help="skriv svaret i en fil")
        if name == "verify":
            one.add_argument(
                "--trust",
                metavar="FINGERAVTRYCK",
                action="append",
                default=[],
                help="en nyckel som är godkänd",
            )
            one.add_argument("--revoked", metavar="FIL", help="avsändarens lista över återkallade paket")
            one.add_argument(
                "--newest", metavar="TAL", type=int, default=0, help="det nyaste numret som är mottaget"
            )


def run(args: Namespace) -> int:
    """Do what is asked."""
    from samsyn.bundle.signed import TEXTS, doubts, open_package, open_revoked

    if args.way == "pack":
        return _pack(args)
    check_target(args.output)
    package = open_package(_content(args.file))
    told = described(package)
    if args.way == "inspect":
        return answer(args, "share/1", told, _text(package))
    whose, revoked = open_revoked(_content(args.revoked)) if args.revoked else ("", frozenset())
    theirs = revoked if whose == package.fingerprint else frozenset[str]()
    found = doubts(package, trusted=args.trust, revoked=theirs, newest=args.newest)
    told |= {"accepted": not found, "doubts": [one.value for one in found]}
    said = [TEXTS[one] for one in found] or ["Paketet är helt och får tas emot."]
    answer(args, "share/1", told, "\n".join([_text(package), "", *said]))
    return 1 if found else 0


def described(package: Package) -> dict[str, Any]:
    """Return what a package says, as plain values."""
    from samsyn.programme import figure_to_plain

    names = ("sharer", "receiver", "series", "number", "made_at", "fingerprint", "identity")
    return {
        **{name: getattr(package, name) for name in names},
        "figures": [figure_to_plain(one) for one in package.figures],
        "reports": {name: len(content) for name, content in sorted(package.reports.items())},
    }


def _pack(args: Namespace) -> int:
    """Sign, with a key that is made the first time."""
    import json
    from datetime import UTC, datetime

    from samsyn.bundle.keys import fingerprint, public_key
    from samsyn.bundle.signed import sign_package
    from samsyn.errors import BadInput
    from samsyn.programme import figure_from_plain

    check_target(args.output)
    try:
        plain = json.loads(_content(args.figures))
    except ValueError:
        raise BadInput(f"{args.figures}: det är ingen JSON.") from None
    figures = [figure_from_plain(one) for one in plain] if isinstance(plain, list) else []
    reports = {
        f"report-{number}{Path(name).suffix.lower()}": _content(name)
        for number, name in enumerate(args.reports, 1)
    }
    seed, at = _seed(Path(args.key)), datetime.now(UTC)  # noqa: TID251 - the clock is read at the edge
    made = sign_package(
        seed=seed, sharer=args.sharer, receiver=args.receiver, series=args.series, number=args.number,
        at=at, figures=figures, reports=reports,
    )  # fmt: skip
    write_whole(args.output, made)
    say(f"{args.output}: {len(figures)} siffror och {len(reports)} rapporter, signerat.")
    say(f"Nyckelns fingeravtryck: {fingerprint(public_key(seed))}")
    return 0


def _seed(path: Path) -> bytes:
    """Return the secret; one that is made now can be read by its owner only."""
    import os
    import secrets

    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
    return _content(str(path))


def _content(name: str) -> bytes:
    from samsyn.errors import UnreadableFile

    try:
        return Path(name).read_bytes()
    except OSError:
        raise UnreadableFile(f"{name} går inte att läsa.") from None


def _text(package: Package) -> str:
    from samsyn.charts.format import interval, number
    from samsyn.programme import writing

    lines = [
        f"Från {package.sharer} till {package.receiver}: {package.series}, nummer {package.number}, {package.made_at}.",
        f"Nyckelns fingeravtryck: {package.fingerprint}",
    ]
    for one in package.figures:
        what = f"{one.title}, {one.category}" if one.category else one.title
        how = writing(one)
        value, low, high = (how.factor * each for each in (one.value, one.low, one.high))
        shown = f"{number(value, how.decimals)} ({interval(low, high, how.decimals)}) {how.unit}"
        lines.append(f"  {what}: {shown}, {one.period}")
    lines += [f"  {name}: {number(len(content))} byte" for name, content in sorted(package.reports.items())]
    return "\n".join(lines)
