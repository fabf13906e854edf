"""Whether a picture can be computed again from its files, figure by figure; or whether a pack is whole, and by whom."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from samsyn.errors import BadInput

if TYPE_CHECKING:
    from samsyn.bundle import Bundle, Verdict

NAME = "verify"
MIXED = True
HELP = "Räkna om en lägesbild ur sina filer och säg om den är densamma, eller kontrollera ett kunskapspaket."


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "bundle",
        metavar="PAKET",
        help="en zip-fil från ./samsyn picture … -o PAKET.zip, eller från webben; eller ett kunskapspaket (json)",
    )
    parser.add_argument(
        "files",
        metavar="FIL",
        nargs="*",
        help="filerna som bilden gjordes av, eller de frysta raderna från webben; inga för ett kunskapspaket",
    )
    parser.add_argument("--areas", metavar="FIL", help="områdena som bilden gjordes med")
    parser.add_argument(
        "--figures-only", action="store_true", help="jämför bara siffrorna, inte de färdiga sidorna"
    )
    parser.add_argument(
        "--trust",
        metavar="FINGERAVTRYCK",
        action="append",
        default=[],
        help="kunskapspaket: en nyckel som är godkänd",
    )
    parser.add_argument(
        "--revoked", metavar="FIL", help="kunskapspaket: avsändarens lista över återkallade paket"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")


def run(args: Namespace) -> int:
    """Open, compute anew, compare, say."""
    from samsyn import bundle
    from samsyn_cli.pack_verification import may_be_pack, verify_pack
    from samsyn_cli.verification import verdict_json, verdict_text

    if may_be_pack(args.bundle):
        return verify_pack(args)
    if not args.files or args.trust or args.revoked:
        raise BadInput(
            "En lägesbild räknas om ur sina filer. Ange dem efter paketet; --trust och --revoked hör till "
            "kunskapspaket."
        )
    opened = bundle.read(args.bundle)
    verdict = _from_files(opened, args) if opened.frozen is None else _from_rows(opened, args)
    if args.format == "json":
        import json

        print(json.dumps(verdict_json(opened, verdict), ensure_ascii=False, indent=1, sort_keys=True))
    else:
        print(verdict_text(opened, verdict))
    return 0 if verdict.identical else 1


def _from_files(opened: Bundle, args: Namespace) -> Verdict:
    """Read the files as the bundle says, compute and compare."""
    from samsyn import bundle
    from samsyn.cycle import Edition
    from samsyn.methods.incidents.keys import NAMES
    from samsyn.methods.incidents.options import THRESHOLD
    from samsyn_cli.bundling import computed_again, file_input, in_order
    from samsyn_cli.rendering import pages

    given = in_order(args.files, opened)
    at = datetime.now(UTC)  # noqa: TID251 - the clock is read at the edge
    made = computed_again(opened, given, args.areas, at)
    made = replace(made, own=tuple(opened.document.get("own_areas") or ()))
    edition, least = Edition(opened.manifest.edition), opened.manifest.threshold or THRESHOLD
    wanted = [] if args.figures_only else [name.removeprefix("picture.") for name in opened.pages]
    return bundle.verify(
        opened,
        made.document(edition, least),
        inputs=[one for _, one in given],
        areas=file_input(args.areas) if args.areas else None,
        pages=pages(made, edition, least, wanted),
        names=NAMES,
    )


def _from_rows(opened: Bundle, args: Namespace) -> Verdict:
    """Compute from the frozen rows and compare."""
    from samsyn import bundle
    from samsyn.methods.incidents.keys import NAMES
    from samsyn_cli.bundling import document_from_rows, file_input

    if len(args.files) > 1 or args.areas:
        raise BadInput(
            "Paketet kommer från webben och räknas om ur de frysta raderna. Ange bara dem: filen på .parquet."
        )
    return bundle.verify(
        opened,
        document_from_rows(opened, args.files[0]),
        inputs=(),
        rows=file_input(args.files[0]),
        names=NAMES,
    )
