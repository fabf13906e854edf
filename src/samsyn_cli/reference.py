"""
Writes the reference of the command line from the parsers.

    ./samsyn dev -m samsyn_cli.reference > docs/reference/cli.md
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from samsyn_cli.__main__ import command_names, load, parser_for

HEAD = """# The command line

Generated from the parsers by `./samsyn dev -m samsyn_cli.reference`; a test checks that it is true. The program
speaks Swedish.

Exit codes: 0 done, 1 not done, 2 wrong use or input (with a sentence on standard error), 130 interrupted. Results go to
standard output or to the named file, which is written wholly or not at all; everything else goes to standard error.

`./samsyn test`, `lint` and `dev` belong to the script itself and are described in [DEVELOPERS.md](../../DEVELOPERS.md).
"""


def reference() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(_command(parser_for(load(name))) for name in command_names())])


def subcommands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """Return the parsers of a command's subcommands."""
    chosen = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [one for choices in chosen for one in choices.values()]


def _command(parser: argparse.ArgumentParser, level: int = 2) -> str:
    name = parser.prog.removeprefix("./samsyn ")
    rows = "\n".join(_rows(parser))
    usage = " ".join(parser.format_usage().split()).removeprefix("användning: ")
    head = (
        f"{'#' * level} {name}\n\n{parser.description}\n\n    {usage}\n\n| Argument | |\n|---|---|\n{rows}\n"
    )
    return "\n".join([head, *(_command(one, level + 1) for one in subcommands(parser))])


def _rows(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.help is argparse.SUPPRESS:
            continue
        names = ", ".join(f"`{option}`" for option in action.option_strings)
        value = _value(action)
        shown = f"{names} {value}".strip() if names else value
        if isinstance(action, argparse._SubParsersAction):
            yield f"| `{action.metavar}` | {', '.join(action.choices)} |"
            continue
        text = ((action.help or "") % vars(action)).replace("|", "\\|")
        yield f"| {shown} | {text} |"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices:
        return " \\| ".join(f"`{choice}`" for choice in action.choices)
    name = action.metavar or action.dest.upper()
    return f"`{name if isinstance(name, str) else ' '.join(name)}`" + (
        " …" if action.nargs in ("+", "*") else ""
    )


if __name__ == "__main__":
    print(reference())
