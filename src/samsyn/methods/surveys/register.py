"""A survey's answers as a table: one row for each respondent and question; what was written freely is never in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from samsyn.errors import BadInput
from samsyn.instruments.surveys import ItemKind, SurveyForm, read_form
from samsyn.methods.surveys.codebook import FIRST, SECOND, SETTLED, Codebook, coded_lines
from samsyn.methods.surveys.coding import CodedAnswer
from samsyn.provenance import canonical, restore
from samsyn.table import ColumnRule, Source, Table

SOURCE = Source(key="surveys", name="Enkät", counts="svar", source_status="local_design")
GIVEN, MISSING = "answer", "missing"
WHOLE, SAMPLE = "whole", "sample"

ANSWERS: tuple[ColumnRule, ...] = (
    ColumnRule(
        name="row",
        dtype=pl.Int64(),
        meaning="a respondent, in no order; where codes are given an open answer, tied to no respondent",
        nullable=False,
    ),
    ColumnRule(name="day", dtype=pl.Date(), meaning="local day that the survey closed", nullable=False),
    ColumnRule(
        name="category",
        dtype=pl.String(),
        meaning="key of the question; with “/coded” after it the codes of its open answers",
        nullable=False,
    ),
    ColumnRule(
        name="kind",
        dtype=pl.String(),
        meaning="whether there is an answer; “vet ej” is none; or whose code it is: a coder's, or the settled one",
        nullable=False,
        domain=(GIVEN, MISSING, FIRST, SECOND, SETTLED),
    ),
    ColumnRule(
        name="code",
        dtype=pl.String(),
        meaning="code of what was chosen, or of what an open answer says; none where no code fits",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    Who asked whom what: what every figure of a survey must be read with.

    Parameters
    ----------
    invited : int
        How many were asked.
    population : str
        "whole" where the whole group was asked, "sample" where those asked are a sample of many.
    sender : str
        Who stood as the sender.
    anonymous : bool
        Whether no answer can be tied to whom it came from.
    about : str
        Which group was asked, in words.
    codebooks : mapping
        By key of an open question: the codebook that its answers are coded by.
    """

    form: SurveyForm
    invited: int
    population: str
    sender: str
    anonymous: bool
    about: str = ""
    codebooks: Mapping[str, Codebook] = field(default_factory=dict)

    @property
    def under(self) -> str:
        """What stands under every figure: sender and anonymity, Swedish."""
        said = "svaren är anonyma" if self.anonymous else "svaren är inte anonyma"
        group = f" Tillfrågade: {self.about}." if self.about else ""
        return f"Avsändare: {self.sender}; {said}.{group}"

    def options(self) -> dict[str, Any]:
        """Return it as a round's options, plain."""
        plain: dict[str, Any] = canonical(self)
        return plain


def asked(options: Mapping[str, Any]) -> Asked:
    """
    Return who asked whom what, from a round's options.

    Raises
    ------
    BadInput
        If the options do not say it.
    """
    try:
        codebooks = {key: restore(Codebook, one) for key, one in options.get("codebooks", {}).items()}
        found = Asked(**{**options, "form": read_form(options["form"]), "codebooks": codebooks})
    except (KeyError, TypeError) as error:
        raise BadInput(f"Enkätens uppgifter saknar {error}.") from None
    if found.population not in (WHOLE, SAMPLE):
        raise BadInput(f"Enkätens population är {found.population}: väntade whole eller sample.")
    return found


def answers_table(
    form: SurveyForm,
    answers: Sequence[Mapping[str, str]],
    day: date,
    coded: Mapping[str, Sequence[CodedAnswer]] | None = None,
) -> Table:
    """
    Return answers as a checked table; none gives an empty one.

    Parameters
    ----------
    form : SurveyForm
    answers : sequence of mapping
        For each respondent: key of a question to the code that was chosen, or to what was written.
    day : date
        One and the same day for all, so that it says nothing about who answered when.
    coded : mapping, optional
        By key of an open question: its answers as two coders have coded them, in no order.

    Raises
    ------
    BadInput
        If a code is none of the question's.
    """
    rows = coded_lines(coded or {}, day)
    for number, one in enumerate(answers, start=1):
        for item in form.items:
            given = one.get(item.key, "")
            is_chosen = item.kind is not ItemKind.OPEN
            if is_chosen and given and given not in [option.code for option in item.options]:
                raise BadInput(f"Svaret {given} finns inte för frågan ”{item.text}”.")
            counts = bool(given) and (not is_chosen or given in [option.code for option in item.answers])
            rows.append(
                (number, day, item.key, GIVEN if counts else MISSING, given if is_chosen and given else None)
            )
    schema = {rule.name: rule.dtype for rule in ANSWERS}
    return Table(frame=pl.DataFrame(rows, schema=schema, orient="row"), rules=ANSWERS)
