"""An open question whose answers are coded: its themes, how well the coders agree, and what may be quoted."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.cycle import Cell, Chart, Column, DataTable, Finding, Found
from samsyn.disclosure import THRESHOLD
from samsyn.instruments.surveys import Item
from samsyn.methods.surveys.codebook import Codebook, Quotation
from samsyn.methods.surveys.register import Asked
from samsyn.methods.surveys.shares import hundred, percent

HIDDEN = (
    "Teman i färre än {threshold} svar visas utan antal: den som har skrivit något ovanligt kan kännas igen."
)
HOW = (
    "Två har kodat svaren var för sig, utan att se varandras koder. Kappa (Cohen) är samstämmighet utöver slumpen: "
    "1 är full, 0 vad slumpen ger. Där de gav olika koder har de enats och skrivit varför. Ett svar kan ha flera teman."
)


@dataclass(frozen=True, kw_only=True)
class OpenTold:
    """
    An open question in an edition.

    Parameters
    ----------
    threshold : int, optional
        Smallest count that the edition shows; none where it shows all. Where the survey is anonymous no edition shows
        smaller counts than the usual threshold.
    """

    asked: Asked
    item: Item
    found: Found
    threshold: int | None

    @property
    def book(self) -> Codebook:
        """The codebook."""
        return self.asked.codebooks[self.item.key]

    @property
    def least(self) -> int:
        """Smallest count of a theme that is shown."""
        return max(self.threshold or 0, THRESHOLD if self.asked.anonymous else 0)

    def of(self, key: str) -> list[Finding]:
        """Figures of the question."""
        return [one for one in self.found.findings if (one.key, one.category) == (key, self.item.key)]

    def is_hidden(self, one: Finding) -> bool:
        """Whether a theme is shown without figures."""
        return 0 < one.estimate.n < self.least

    def lead(self) -> str:
        """Which theme most answers hold."""
        shown = [one for one in self.of("theme") if one.estimate.n and not self.is_hidden(one)]
        if not shown:
            return "Inget tema finns i så många svar att det kan visas."
        top = max(shown, key=lambda one: one.estimate.n)
        n, answered = top.estimate.n, top.detail["answered"]
        return f"Vanligaste temat är ”{top.detail['label']}”: {n} av {answered} svar ({percent(top.estimate.value)})."

    def paragraphs(self) -> tuple[str, ...]:
        """Agreement in a sentence, what is withheld, quotations, and who asked whom."""
        told = [
            f"{one.detail['count']} av {one.estimate.n} svar fick exakt samma koder av båda."
            for one in self.of("same_codes")
        ]
        if any(self.is_hidden(one) for one in self.of("theme")):
            told.append(HIDDEN.format(threshold=self.least))
        if self.book.quotations:
            told.append("Citat ur svaren. Var och en har sagt ja till att citeras utan att kännas igen:")
            told += [quoted(one) for one in self.book.quotations]
        return (*told, self.asked.under)

    def chart(self) -> Chart:
        """Return the bars of the themes with their table."""
        rows: list[tuple[Cell, ...]] = []
        for one in self.of("theme"):
            hidden = self.is_hidden(one)
            rows.append(
                (
                    str(one.detail["label"]),
                    None if hidden else one.estimate.n,
                    None if hidden else hundred(one),
                )
            )
        table = DataTable(
            key=f"t-{self.item.key}",
            caption=f"Teman: {self.item.text}",
            columns=(
                Column(label="Tema"),
                Column(label="Antal", number=True),
                Column(label="Andel, %", number=True, decimals=1),
            ),
            rows=tuple(rows),
            links=tuple(one.digest for one in self.of("theme")),
            note=self.asked.under,
        )
        spec = {
            "samsyn": "bars",
            "rows": [{"label": row[0], "value": row[1]} for row in rows],
            "unit": "svar",
        }
        said = f"Antal svar med varje tema. {self.asked.under}"
        return Chart(key=f"c-{self.item.key}", title="Teman i svaren", spec=spec, sentence=said, table=table)

    def table(self) -> DataTable:
        """Return the codebook with the coders' agreement; what a small theme is known by is left out."""
        hidden = {one.detail["code"] for one in self.of("theme") if self.is_hidden(one)}
        meant = {one.key: one.definition for one in self.book.codes}
        rows: list[tuple[Cell, ...]] = []
        for one in self.of("agreement"):
            code, low, high = one.detail["code"], one.estimate.low, one.estimate.high
            figures: tuple[Cell, ...] = (100 * one.detail["share"], one.estimate.value, low, high)
            told = (None,) * 4 if code in hidden else figures
            rows.append((str(one.detail["label"]), meant[code], *told))
        return DataTable(
            key=f"k-{self.item.key}",
            caption=f"Kodbok, version {self.book.version}, och hur väl kodarna är ense",
            columns=(
                Column(label="Kod"),
                Column(label="Används när"),
                Column(label="Ense, %", number=True, decimals=1),
                Column(label="Kappa", number=True, decimals=2),
                Column(label="Lägst", number=True, decimals=2),
                Column(label="Högst", number=True, decimals=2),
            ),
            rows=tuple(rows),
            links=tuple(one.digest for one in self.of("agreement")),
            note="Streck: kan inte beräknas, eller för få svar. Gränserna är 95 % konfidensintervall.",
        )


def quoted(one: Quotation) -> str:
    """Return a quotation as it is printed, saying so where it is not as written."""
    return f"”{one.text}”{' (redigerat för att ingen ska kännas igen)' if one.is_edited else ''}"
