"""The documentation of the command line and of the settings is true and complete."""

from __future__ import annotations

import re

from samsyn_cli.__main__ import command_names, load, parser_for
from samsyn_cli.reference import reference, subcommands
from tests.architecture.tree import ROOT

SETTING = re.compile(r"\bSAMSYN_[A-Z][A-Z_]*[A-Z]\b")


def test_the_reference_is_what_the_parsers_say() -> None:
    page = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert page == reference() + "\n", "run ./samsyn dev -m samsyn_cli.reference > docs/reference/cli.md"


def test_the_reference_holds_every_command_and_option() -> None:
    page = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    for name in command_names():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        parser = parser_for(load(name))
        for one in [parser, *subcommands(parser)]:
            title = one.prog.removeprefix("./samsyn ")
            part = section if one is parser else section.split(f"\n### {title}\n")[1].split("\n### ")[0]
            for action in one._actions:
                assert all(f"`{option}`" in part for option in action.option_strings)


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    read = [path for folder in ("src", "deploy") for path in (ROOT / folder).rglob("*") if path.is_file()]
    read += [ROOT / "samsyn", ROOT / ".env.example"]
    text = "\n".join(
        path.read_text(encoding="utf-8", errors="ignore")
        for path in read
        if path.exists() and path.suffix in {".py", ".example", ".yaml", ".yml", ".service", ".sh", ""}
    )
    documented = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert set(SETTING.findall(documented)) == set(SETTING.findall(text))
