"""Codes of open answers in a table, one row per answer, coder and code, and the figures of `survey --codes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import number, table

if TYPE_CHECKING:
    from samsyn.methods.surveys import CodedAnswer

SETTLED = ("settled", "avgjord", "enade")
"""Who stands as coder of what the two agreed on where they differed."""


def read_codes(path: str) -> dict[str, Any]:
    """
    Read codes and count: agreement code by code, and themes of the answers whose codes are settled.

    Raises
    ------
    BadInput
        If there are not exactly two coders, or a coder has not coded an answer that the other has.
    """
    from samsyn.methods.surveys import code_agreement, same_codes, themes
    from samsyn_cli.columns import read_columns

    columns = read_columns(path)
    answers, coders = coded(columns)
    codes = sorted(
        {code for one in answers for code in one.first | one.second | (one.settled or frozenset())}
    )
    same, n = same_codes(answers)
    counted = {one.code: one for one in themes(codes, answers)}
    rows = []
    for one in code_agreement(codes, answers):
        theme = counted[one.code]
        told = {"code": one.code, "count": theme.count, "answers": theme.answers}
        told |= {"both": one.both, "first_only": one.first_only, "second_only": one.second_only}
        told |= {"neither": one.neither, "agreement": one.share, "agreement_limits": one.limits}
        rows.append({**told, "kappa": one.kappa.value, "kappa_limits": one.kappa_limits})
    left = sum(one.final is None for one in answers)
    document = {
        "file": columns.facts,
        "coders": coders,
        "answers": n,
        "same_codes": same,
        "not_settled": left,
    }
    return {**document, "codes": rows, "warnings": columns.warnings}


def coded(columns: Any) -> tuple[list[CodedAnswer], list[str]]:
    """Return the coded answers of a file, and who coded: two names in alphabetical order."""
    from samsyn.errors import BadInput
    from samsyn.methods.surveys import CodedAnswer

    given: dict[str, dict[str, set[str]]] = {}
    cells = [columns.texts(name).fill_null("").to_list() for name in ("answer", "coder", "code")]
    for answer, coder, code in zip(*cells, strict=True):
        who = "settled" if coder.strip().casefold() in SETTLED else coder.strip()
        codes = given.setdefault(answer.strip(), {}).setdefault(who, set())
        codes |= {code.strip()} - {""}
    coders = sorted({who for one in given.values() for who in one if who != "settled"})
    if len(coders) != 2 or "" in coders:
        raise BadInput(
            f"{columns.name}: kodare är {', '.join(coders) or 'ingen'}. Väntade två, och ”settled” för det de enats om."
        )
    for answer, one in given.items():
        if missing := [who for who in coders if who not in one]:
            raise BadInput(
                f"{columns.name}: svaret {answer} är inte kodat av {missing[0]}. Passar ingen kod lämnas den tom."
            )
    return [
        CodedAnswer(
            first=frozenset(one[coders[0]]),
            second=frozenset(one[coders[1]]),
            settled=frozenset(one["settled"]) if "settled" in one else None,
        )
        for one in given.values()
    ], coders


def text(told: dict[str, Any]) -> str:
    """Return the figures for people."""
    rows = [
        (
            one["code"],
            str(one["count"]),
            f"{number(100 * one['agreement'], 1)} %",
            number(one["kappa"]),
            " till ".join(map(number, one["kappa_limits"])),
        )
        for one in told["codes"]
    ]
    first, second = told["coders"]
    lines = [
        f"Öppna svar: {told['answers']} kodade av {first} och {second}; {told['same_codes']} fick exakt samma koder.",
        table(("Kod", "Svar", "Ense", "Kappa", "95 %"), rows),
    ]
    if told["not_settled"]:
        lines.append(f"{told['not_settled']} svar med olika koder är inte avgjorda och räknas inte i temana.")
    return "\n".join(lines)
