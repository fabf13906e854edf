"""A survey as sections: the response, then each question with sender and anonymity under its figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samsyn.cycle import Cell, Chart, Column, DataTable, Edition, Finding, Found, Section, format_number
from samsyn.disclosure import THRESHOLD, protect
from samsyn.instruments.surveys import AnswerOption, Item, ItemKind
from samsyn.methods.surveys.open_sections import HOW as HOW_CODED
from samsyn.methods.surveys.open_sections import OpenTold
from samsyn.methods.surveys.register import SAMPLE, Asked
from samsyn.methods.surveys.shares import hundred, percent

HOW_WHOLE = (
    "Hela gruppen har tillfrågats. Gränserna visar hur andelen hade blivit om alla som inte svarade hade svarat "
    "annorlunda, och om alla hade svarat så. De är ingen sannolikhet."
)
HOW_SAMPLE = "De tillfrågade är ett urval. Gränserna är 95 % konfidensintervall enligt Wilson."
HIDDEN = "Små antal visas inte i den här upplagan, och inte heller det som skulle röja dem."
FEW = "Frågan har för få svar för att visas i den här upplagan."


def sentence(found: Found, edition: Edition, threshold: int = THRESHOLD) -> str:
    """Return what the survey says, in a sentence."""
    told = next((one for one in found.findings if one.key == "response"), None)
    if told is None:
        return "Ingen har svarat på enkäten."
    n, invited = told.detail["answered"], told.detail["invited"]
    if edition is not Edition.INTERNAL and n < threshold:
        return f"Färre än {threshold} har svarat på enkäten."
    return f"{n} av {invited} har svarat: {percent(told.estimate.value)}."


def sections(asked: Asked, found: Found, edition: Edition, threshold: int = THRESHOLD) -> tuple[Section, ...]:
    """
    Return the sections of an edition.

    Notes
    -----
    Outside the internal edition a question with fewer answers than the threshold is not told at all; of the others,
    small counts are withheld with what would reveal them, and so is a share of top answers that would.
    """
    how = HOW_SAMPLE if asked.population == SAMPLE else HOW_WHOLE
    head = Section(
        key="response",
        title="Vilka som har svarat",
        lead=sentence(found, edition, threshold),
        paragraphs=(asked.under,),
        method=how,
    )
    if not found.findings or (edition is not Edition.INTERNAL and _people(found) < threshold):
        return (head,)
    limit = None if edition is Edition.INTERNAL else threshold
    groups = _groups(asked, found, limit)
    items = [
        QuestionTold(asked=asked, item=one, found=found, threshold=limit).section()
        for one in asked.form.items
    ]
    return (head, *([groups] if groups else []), *items)


def _people(found: Found) -> int:
    return next(one.estimate.n for one in found.findings if one.key == "response")


def _groups(asked: Asked, found: Found, threshold: int | None) -> Section | None:
    means = [one for one in found.findings if one.key == "mean"]
    if not means:
        return None
    rows, links = [], []
    for one in means:
        told = one.estimate.value is not None and (threshold is None or one.estimate.n >= threshold)
        figures = (one.estimate.value, one.estimate.low, one.estimate.high) if told else (None, None, None)
        rows.append((str(one.detail["label"]), *figures, one.estimate.n if told else None))
        links.append(one.digest)
    columns = (
        Column(label="Grupp av frågor"),
        Column(label="Medelvärde", number=True, decimals=1),
        Column(label="Lägst", number=True, decimals=1),
        Column(label="Högst", number=True, decimals=1),
        Column(label="Personer", number=True),
    )
    table = DataTable(
        key="groups",
        caption="Grupper av frågor",
        columns=columns,
        rows=tuple(rows),
        links=tuple(links),
        note=asked.under,
    )
    how = (
        "Medelvärdet räknas för den som svarat på minst tre fjärdedelar av gruppens frågor; "
        "vända frågor är vända rätt."
    )
    return Section(key="groups", title="Grupper av frågor", tables=(table,), method=how)


@dataclass(frozen=True, kw_only=True)
class QuestionTold:
    """One question in an edition; without a threshold nothing is withheld."""

    asked: Asked
    item: Item
    found: Found
    threshold: int | None

    def section(self) -> Section:
        """Return the question's section."""
        key, title = f"q-{self.item.key}", self.item.text
        answered = self.one("answered")
        if answered is None or answered.estimate.n == 0:
            return Section(
                key=key, title=title, lead="Ingen har svarat på frågan.", paragraphs=(self.asked.under,)
            )
        if self.threshold is not None and answered.estimate.n < self.threshold:
            return Section(key=key, title=title, lead=FEW, paragraphs=(self.asked.under,))
        n, missing = answered.estimate.n, answered.detail["missing"]
        base = (
            f"{n} svar." if missing == 0 or self.threshold is not None else f"{n} svar, {missing} utan svar."
        )
        if self.item.kind is ItemKind.OPEN:
            return self.opened(base)
        hidden = self.hidden()
        chart = self.chart(hidden)
        paragraphs = [
            text for text in (self.middle(), base, HIDDEN if hidden else "", self.asked.under) if text
        ]
        return Section(
            key=key, title=title, lead=self.top(hidden), paragraphs=tuple(paragraphs), charts=(chart,)
        )

    def opened(self, base: str) -> Section:
        """An open question: its themes once its answers are coded."""
        key, title = f"q-{self.item.key}", self.item.text
        told = OpenTold(asked=self.asked, item=self.item, found=self.found, threshold=self.threshold)
        if not told.of("theme"):
            lead = f"{base} Öppna svar räknas när de är kodade."
            return Section(key=key, title=title, lead=lead, paragraphs=(self.asked.under,))
        return Section(
            key=key,
            title=title,
            lead=told.lead(),
            paragraphs=(base, *told.paragraphs()),
            charts=(told.chart(),),
            tables=(told.table(),),
            method=HOW_CODED,
        )

    def one(self, key: str) -> Finding | None:
        """A figure of the question."""
        return next(
            (one for one in self.found.findings if one.key == key and one.category == self.item.key), None
        )

    @property
    def shares(self) -> list[Finding]:
        """The share of each option."""
        return [one for one in self.found.findings if one.key == "share" and one.category == self.item.key]

    def hidden(self) -> set[str]:
        """Codes whose counts are withheld."""
        if self.threshold is None:
            return set()
        shown = protect([one.estimate.n for one in self.shares], threshold=self.threshold).counts
        return {str(one.detail["option"]) for one, n in zip(self.shares, shown, strict=True) if np.isnan(n)}

    def top(self, hidden: set[str]) -> str:
        """What share chose the top answers, unless it would reveal what is withheld."""
        told = self.one("top")
        inside = hidden & set(self.item.top)
        if told is None or (inside and inside != hidden):
            return ""
        if self.threshold is not None and 0 < told.estimate.n < self.threshold:
            return ""
        words = " eller ".join(f"”{self.item.label(code)}”" for code in self.item.top)
        low, high = percent(told.estimate.low), percent(told.estimate.high)
        count, answered = told.detail["count"], told.detail["answered"]
        limits = f"urvalets osäkerhet {low} till {high}"
        if self.asked.population != SAMPLE:
            limits = f"{low} till {high} beroende på hur de som inte svarade hade svarat"
        return f"{count} av {answered} ({percent(told.estimate.value)}) svarade {words}; {limits}."

    def middle(self) -> str:
        """The median and the quartiles."""
        told = self.one("median")
        if told is None or told.estimate.value is None:
            return ""
        numbers = (told.estimate.value, told.detail["lower"], told.detail["upper"])
        middle, lower, upper = (format_number(one, 0 if one == int(one) else 1) for one in numbers)
        return f"Median {middle}; hälften av svaren ligger mellan {lower} och {upper}."

    def chart(self, hidden: set[str]) -> Chart:
        """Return the bars with their table; withheld counts are in neither."""
        rows: list[tuple[Cell, ...]] = []
        bars = []
        for one in self.shares:
            code, label = str(one.detail["option"]), str(one.detail["label"])
            name = (
                AnswerOption(code=code, label=label).numbered if self.item.kind is ItemKind.SCALE else label
            )
            is_hidden = code in hidden
            rows.append((name, None if is_hidden else one.estimate.n, None if is_hidden else hundred(one)))
            bars.append({"label": name, "value": None if is_hidden else one.estimate.n, "digest": one.digest})
        columns = (
            Column(label="Svar"),
            Column(label="Antal", number=True),
            Column(label="Andel, %", number=True, decimals=1),
        )
        table = DataTable(
            key=f"t-{self.item.key}",
            caption=self.item.text,
            columns=columns,
            rows=tuple(rows),
            links=tuple(one.digest for one in self.shares),
            note=self.asked.under,
        )
        spec = {
            "samsyn": "bars",
            "rows": [{key: value for key, value in bar.items() if key != "digest"} for bar in bars],
            "unit": "svar",
        }
        said = f"Antal svar på varje alternativ. {self.asked.under}"
        return Chart(key=f"c-{self.item.key}", title=self.item.text, spec=spec, sentence=said, table=table)
