"""The program itself: finding commands, help, wrong use, interruption and its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from types import SimpleNamespace

import pytest

from samsyn import __version__
from samsyn.errors import BadInput
from samsyn_cli import __main__ as program
from samsyn_cli.parser import Parser, suggestion
from tests.architecture.tree import SRC

HEAVY = ("numpy", "polars", "django", "scipy", "shapely", "pyproj", "yaml")


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the project's source and no settings."""
    environment = {"PYTHONPATH": str(SRC), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, *code.split(" ", 1), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def command(action: object) -> SimpleNamespace:
    """A command that does one thing."""

    def configure(parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, required=True)

    return SimpleNamespace(NAME="probe", HELP="Provar.", configure=configure, run=action)


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> object:
    """Make a command called probe, whose action the test chooses."""

    def install(action: object) -> None:
        monkeypatch.setattr(program, "command_names", lambda: ["probe"])
        monkeypatch.setattr(program, "load", lambda name: command(action))

    return install


def raising(error: BaseException) -> object:
    """An action that fails."""

    def action(args: Namespace) -> int:
        raise error

    return action


@pytest.mark.parametrize("name", program.command_names())
def test_a_command_file_keeps_the_contract(name: str) -> None:
    found = program.load(name)
    assert name == found.NAME
    assert found.HELP.endswith(".")
    assert "\n" not in found.HELP
    program.parser_for(found)


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from samsyn_cli.__main__ import main; main(['--help']); "
        f"print('HEAVY', [name for name in {HEAVY} if name in sys.modules])"
    )
    done = run("-c", code)
    assert done.returncode == 0, done.stderr
    assert "HEAVY []" in done.stdout
    assert all(f"\n  {name} " in done.stdout for name in program.command_names())


@pytest.mark.parametrize("name", program.command_names())
def test_help_of_a_command_is_swedish(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        program.main([name, "--help"])
    shown = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "användning: ./samsyn" in shown
    assert not any(
        english in shown for english in ("usage:", "show this help", "optional arguments", "options:")
    )


@pytest.mark.parametrize("name", program.command_names())
def test_every_argument_has_a_text(name: str) -> None:
    for action in program.parser_for(program.load(name))._actions:
        assert action.help, f"{name} {action.dest}"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["--version"]) == 0
    assert capsys.readouterr().out == f"samsyn {__version__}\n"


def test_no_command_shows_help_and_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([]) == 2
    assert "kommandon" in capsys.readouterr().out


def test_an_unknown_command_suggests(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["pictur"]) == 2
    assert "Menade du picture?" in capsys.readouterr().err


def test_wrong_arguments_end_in_swedish(probe: object, capsys: pytest.CaptureFixture[str]) -> None:
    probe(lambda args: 0)  # type: ignore[operator]
    for arguments, message in (
        ([], "det här saknas: --count"),
        (["--count", "x"], "'x' är inte av slaget int"),
        (["--count", "1", "more"], "okända argument: more"),
    ):
        with pytest.raises(SystemExit) as stopped:
            program.main(["probe", *arguments])
        assert stopped.value.code == 2
        assert message in capsys.readouterr().err


def test_the_exit_code_is_the_commands(probe: object) -> None:
    probe(lambda args: args.count)  # type: ignore[operator]
    assert program.main(["probe", "--count", "1"]) == 1


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (BadInput("Filen är tom."), 2, "samsyn: Filen är tom.\n"),
        (FileNotFoundError(2, "No such file", "a.csv"), 2, "samsyn: a.csv: filen finns inte.\n"),
        (PermissionError(13, "Denied", "a.csv"), 2, "samsyn: a.csv: du får inte läsa eller skriva där.\n"),
        (IsADirectoryError(21, "Directory", "a"), 2, "samsyn: a: det är en mapp, inte en fil.\n"),
        (OSError(28, "No space left on device", "a.pdf"), 2, "samsyn: a.pdf: disken är full.\n"),
        (OSError(28, "No space left on device"), 2, "samsyn: utdata: disken är full.\n"),
        (OSError(36, "File name too long", "x"), 2, "samsyn: x: namnet är för långt.\n"),
        (OSError(30, "Read-only file system", "x"), 2, "samsyn: x: disken kan bara läsas.\n"),
        (KeyboardInterrupt(), 130, "\nAvbrutet.\n"),
    ],
)
def test_an_expected_error_is_one_sentence(
    probe: object, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    probe(raising(error))  # type: ignore[operator]
    assert program.main(["probe", "--count", "1"]) == code
    assert capsys.readouterr().err == message


def test_a_mistake_in_the_program_is_not_hidden(probe: object) -> None:
    probe(raising(ZeroDivisionError()))  # type: ignore[operator]
    with pytest.raises(ZeroDivisionError):
        program.main(["probe", "--count", "1"])


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    code = f"{sys.executable} -m samsyn_cli --help | true"
    environment = {"PYTHONPATH": str(SRC), "PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        ["bash", "-c", f"sleep 0.2 | {code}; exit ${{PIPESTATUS[1]}}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_suggestion() -> None:
    assert suggestion("inspekt", ["picture", "inspect"]) == " Menade du inspect?"
    assert suggestion("qqq", ["picture"]) == ""


def test_options_may_not_be_shortened() -> None:
    parser = Parser(prog="x")
    parser.add_argument("--period")
    with pytest.raises(SystemExit):
        parser.parse_args(["--per", "2024"])
