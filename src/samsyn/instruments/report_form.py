"""What the report form asks: questions and answers with stable codes, read from YAML."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

FIELD_KINDS = ("category", "place", "option", "text", "file", "flags", "automatic")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that can be chosen, with a stable code; `anchor` tells what it means."""

    code: str
    label: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportField:
    """One question of the form; `kind` is one of `FIELD_KINDS`; free answers have no options."""

    code: str
    label: str
    kind: str
    help: str
    source_status: str
    required: bool = False
    enabled: bool = True
    options: tuple[Option, ...] = ()
    max_length: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReportFields:
    """The questions of the report form in one version, in order; `notices` are shown above the form."""

    version: str
    source_status: str
    fields: tuple[ReportField, ...]
    notices: tuple[str, ...] = ()

    def get(self, code: str) -> ReportField:
        """Return a question by its code; KeyError where there is none."""
        return {each.code: each for each in self.fields}[code]


def read_report_fields(text: str, name: str) -> ReportFields:
    """
    Return the questions that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, or a code occurs twice.
    """
    top = parse(text, name)
    loaded = ReportFields(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        fields=tuple(_report_field(item) for item in top.items("fields")),
        notices=top.texts("notices"),
    )
    top.finish()
    check_unique([each.code for each in loaded.fields], name)
    if not loaded.fields:
        raise BadDeclaration(f"{name}: listan fields är tom.")
    return loaded


def _report_field(item: Item) -> ReportField:
    length = item.get("max_length")
    loaded = ReportField(
        code=item.text("code"),
        label=item.text("label"),
        kind=item.choice("kind", FIELD_KINDS),
        help=item.text("help"),
        required=item.flag("required", False),
        enabled=item.flag("enabled", True),
        options=tuple(_option(each) for each in item.items("options")),
        max_length=None if length is None else item.number("max_length", 1, 5000),
        source_status=item.choice("source_status", SOURCE_STATUSES),
    )
    item.finish()
    check_unique([each.code for each in loaded.options], item.place)
    if bool(loaded.options) != (loaded.kind in ("option", "flags")):
        raise item.wrong(
            "options", len(loaded.options), "ifyllt precis när frågan har fasta svar (option, flags)"
        )
    return loaded


def _option(item: Item) -> Option:
    option = Option(code=item.text("code"), label=item.text("label"), anchor=item.text("anchor", ""))
    item.finish()
    return option
