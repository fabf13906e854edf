"""Whether actions helped, all of them at once: from rows and a list of actions, or the example municipality's own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from samsyn_cli.answers import add_answer_options, answer
from samsyn_cli.inputs import add_reading_options
from samsyn_cli.output import check_target

NAME = "outcomes"
HELP = "Hjälpte åtgärderna? Varje åtgärd med effekt, osäkerhet, utslag och vad som gör att det inte går att bedöma."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "files",
        metavar="FIL",
        nargs="*",
        help="filer med rapporter; utan fil räknas exempelkommunens tre åtgärder, vars sanning är känd",
    )
    parser.add_argument(
        "--actions", metavar="FIL", help="åtgärderna, YAML eller tabell; behövs när det finns filer"
    )
    add_reading_options(parser)
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read rows and actions, evaluate each, answer."""
    from samsyn.errors import BadInput
    from samsyn_cli.action_file import read_actions
    from samsyn_cli.outcome_answers import (
        example_actions,
        example_counts,
        outcome_document,
        outcome_text,
        read_counts,
    )

    check_target(args.output, inputs=[*args.files, *([args.actions] if args.actions else [])])
    if bool(args.files) != bool(args.actions):
        raise BadInput("Ge både filer med rapporter och --actions med åtgärderna, eller inget av dem.")
    if args.files:
        counts, names = read_counts(args)
        wanted = read_actions(args.actions)
    else:
        counts, names = example_counts()
        wanted = example_actions()
    document = outcome_document(counts, names, wanted, files=args.files)
    return answer(args, "outcomes/1", document, outcome_text(document))
