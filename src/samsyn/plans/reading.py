"""Reads a plan as a municipality wrote it, and says what was guessed and what was not read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from samsyn.errors import UnreadableFile
from samsyn.plans.chain import Plan
from samsyn.plans.draft import Draft, Guess, LeftOut
from samsyn.plans.forms import is_form, read_form
from samsyn.plans.grid import Contents, Grid
from samsyn.plans.opening import contents, digest, read_bytes
from samsyn.plans.running import Running
from samsyn.plans.tables import read_table

SUMMARY = "Röntgen av planen"
"""What the summary is called in an annotated copy."""


@dataclass(frozen=True, kw_only=True)
class ReadPlan:
    """
    A plan that was read from a file.

    Parameters
    ----------
    name, format, sha256 : str
        The file: its name, "docx", "xlsx", "ods", "xls" or "csv", and the digest of its bytes.
    plan : Plan
    guesses : tuple of Guess
        What was read in one of several possible ways.
    left_out : tuple of LeftOut
        Every row and paragraph that became no part of the plan.
    """

    name: str
    format: str
    sha256: str
    plan: Plan
    guesses: tuple[Guess, ...]
    left_out: tuple[LeftOut, ...]


def read_plan(path: Path | str) -> ReadPlan:
    """
    Read a plan from a file.

    Parameters
    ----------
    path : Path or str
        DOCX, XLSX, ODS, XLS or CSV; the first bytes decide, not the name.

    Raises
    ------
    UnreadableFile
        If the file cannot be opened, or holds nothing that can be read as a plan.
    """
    return read_plan_bytes(read_bytes(path), Path(path).name)


def read_plan_bytes(data: bytes, name: str) -> ReadPlan:
    """
    Read a plan from the bytes of a file.

    Raises
    ------
    UnreadableFile
        If the file cannot be opened, or holds nothing that can be read as a plan.
    """
    held = contents(data, name)
    draft = Draft()
    running = Running(draft)
    for block in held.blocks:
        if not isinstance(block, Grid):
            running.read(block)
        elif block.part == f"bladet {SUMMARY}":
            draft.guess(block.part, "Bladet är Samsyns egen sammanfattning och lästes inte.", sure=True)
        elif is_form(block):
            read_form(block, draft, running.table_section())
        else:
            section = "" if block.kind == "sheet" else running.table_section()
            read_table(block, draft, section)
    running.close()
    plan = draft.plan()
    if not (plan.actions or plan.causes or plan.problems):
        raise UnreadableFile(_why_nothing(held, name))
    if held.formulas:
        draft.guess(name, _formulas(held.formulas), sure=True)
    if not plan.actions:
        draft.guess(name, "Ingen åtgärd känns igen. Har planen en kolumn eller rubrik för åtgärder?")
    return ReadPlan(
        name=name,
        format=held.format,
        sha256=digest(data),
        plan=plan,
        guesses=tuple(draft.guesses),
        left_out=tuple(draft.left_out),
    )


def _formulas(n: int) -> str:
    cells = "En cell är en formel" if n == 1 else f"{n} celler är formler"
    return f"{cells}: de värden som var sparade lästes, inget räknades om, och formlerna följer inte med ut."


def _why_nothing(held: Contents, name: str) -> str:
    if not held.blocks and held.pictures:
        return (
            f"Filen {name} har bara bilder och ingen text. Samsyn läser inte text i bilder: be om planen i det format "
            "som den skrevs i, eller skriv in tabellen."
        )
    if not any(
        isinstance(block, Grid) and block.rows or not isinstance(block, Grid) for block in held.blocks
    ):
        return f"Filen {name} är tom: där finns varken tabell eller text."
    return (
        f"I filen {name} hittades ingen plan. Samsyn letar efter en tabell med rubriker som Orsak, Åtgärd, Mål, När, "
        "Vem och Uppföljning, eller text där de orden står före ett kolon."
    )
