"""
Finds the command by its file in `samsyn_cli/commands/`, parses its arguments and runs it.

A command file has `NAME`, `HELP` (one Swedish line), `configure(parser)` and `run(args) -> int`, and imports
what is heavy inside `run`, so that help stays quick.

Exit codes: 0 done, 1 not done, 2 wrong use or input, 130 interrupted.
"""

from __future__ import annotations

import errno
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import cast

from samsyn_cli import commands
from samsyn_cli.parser import Command, Parser, suggestion

TITLE = "Samsyn: öppen programvara för kunskapsbaserad lokal brottsförebyggande samverkan."
ADVICE = """Börja med:
  ./samsyn demo                       webben, med påhittade Exempelköping
  ./samsyn picture FIL -o BILD.pdf    från en fil med rapporter till en lägesbild"""


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def command_names() -> list[str]:
    """Return the names of the commands; each is the name of its file, with a hyphen for each underscore."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))


def load(name: str) -> Command:
    """Import one command."""
    return cast(Command, import_module(f"samsyn_cli.commands.{name.replace('-', '_')}"))


def parser_for(command: Command) -> Parser:
    """Return the parser of one command."""
    parser = Parser(prog=f"./samsyn {command.NAME}", description=command.HELP)
    command.configure(parser)
    return parser


def overview() -> str:
    """Return the help of the program: each command with its one line."""
    rows = [(command.NAME, command.HELP) for command in map(load, command_names())]
    width = max(len(name) for name, _ in rows) + 2
    listed = "\n".join(f"  {name:<{width}}{text}" for name, text in rows)
    return (
        f"användning: ./samsyn KOMMANDO [--help] …\n\n{TITLE}\n\nkommandon\n{listed}\n\n{ADVICE}\n\n"
        "./samsyn KOMMANDO --help visar ett kommandos alla val. ./samsyn --version visar versionen."
    )


def _version() -> str:
    from samsyn import __version__

    return f"samsyn {__version__}"


def _dispatch(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if arguments else 2
    name, *rest = arguments
    if name == "--version":
        print(_version())
        return 0
    if name not in command_names():
        print(f"samsyn: det finns inget kommando {name}.{suggestion(name, command_names())}", file=sys.stderr)
        print("Skriv ./samsyn --help för en lista.", file=sys.stderr)
        return 2
    command = load(name)
    parser = parser_for(command)
    if not getattr(command, "MIXED", False):
        return command.run(parser.parse_args(rest))
    # its options may stand between its files; argparse cuts a usage of its own making, whose first word is not ours
    parser.usage = parser.format_usage().removeprefix("användning: ").strip()
    return command.run(parser.parse_intermixed_args(rest))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; an expected error becomes one message."""
    try:
        code = _dispatch(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if (message := _message(error)) is None:
            raise
        print(f"samsyn: {message}", file=sys.stderr)
        return 2


def _message(error: Exception) -> str | None:
    from samsyn.errors import SamsynError

    if isinstance(error, SamsynError):
        return error.message
    if isinstance(error, OSError) and (error.filename or error.errno in FULL):
        return f"{error.filename or 'utdata'}: {_reason(error)}"
    return None


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "filen finns inte."
        case PermissionError():
            return "du får inte läsa eller skriva där."
        case IsADirectoryError():
            return "det är en mapp, inte en fil."
        case NotADirectoryError():
            return "en del av sökvägen är ingen mapp."
        case OSError(errno=number) if number in FULL:
            return "disken är full."
        case OSError(errno=errno.ENAMETOOLONG):
            return "namnet är för långt."
        case OSError(errno=errno.EROFS):
            return "disken kan bara läsas."
        case _:
            return error.strerror or "kunde inte läsas eller skrivas."


if __name__ == "__main__":
    sys.exit(main())
