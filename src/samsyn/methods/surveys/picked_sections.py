"""Figures that people picked of a survey as sections: who answered, then each question with what was picked of it."""

from __future__ import annotations

from samsyn.cycle import Column, DataTable, Edition, Finding, Found, Round, Section, format_number
from samsyn.disclosure import THRESHOLD
from samsyn.instruments.surveys import Item
from samsyn.methods.picked_method import PickedManner
from samsyn.methods.surveys.find import NAME, VERSION
from samsyn.methods.surveys.picked_find import find_picked
from samsyn.methods.surveys.picks import CHANGE, COMPARED, MEDIAN, SHARE, SURVEY, TOP, form_of, picks_of
from samsyn.methods.surveys.register import SAMPLE, asked
from samsyn.methods.surveys.sections import FEW, HIDDEN, HOW_SAMPLE, HOW_WHOLE, QuestionTold
from samsyn.methods.surveys.sections import sentence as answered_words
from samsyn.methods.surveys.shares import percent
from samsyn.methods.surveys.two_rounds_sections import HOW_PAIRED
from samsyn.methods.surveys.two_rounds_sections import HOW_SAMPLE as HOW_SAMPLES
from samsyn.methods.surveys.two_rounds_sections import HOW_WHOLE as HOW_WHOLES

SCHEMA = "samsyn.survey-figures/1"
WITHHELD = "Förändringen visas inte i den här upplagan: den skulle röja små antal."


def sentence(observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD) -> str:
    """Return how many answered, and the first of the picked figures that the edition tells."""
    said = answered_words(found, edition, threshold)
    if edition is not Edition.INTERNAL and _people(found) < threshold:
        return said
    told = (text for one in _questions(observed, found, edition, threshold) if (text := one.first()))
    first = next(told, "")
    return f"{said} {first}".strip()


def sections(
    observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD
) -> tuple[Section, ...]:
    """
    Return the sections of an edition.

    Notes
    -----
    Outside the internal edition the same is withheld as in the survey's own: questions with few answers, small counts
    with what would reveal them, a share of top answers that would, and a change from such a share.
    """
    if not found.findings:
        return (Section(key="survey", title="Enkäten", lead="Ingen har svarat på enkäten."),)
    about = asked(observed.options[SURVEY])
    outside = edition is not Edition.INTERNAL
    refused = tuple(f"{one.what} redovisas inte. {one.why}" for one in found.refusals)
    head = Section(
        key="survey",
        title="Enkäten",
        lead=answered_words(found, edition, threshold),
        method=HOW_SAMPLE if about.population == SAMPLE else HOW_WHOLE,
    )
    # What the figures must be read with stands last, since the paragraphs of the first section are a document's news.
    tail = Section(
        key="read-with", title="Att läsa siffrorna med", paragraphs=(*observed.source.caveats, *refused)
    )
    if outside and _people(found) < threshold:
        return (head, tail)
    told = (one.section() for one in _questions(observed, found, edition, threshold))
    return (head, *told, tail)


def _people(found: Found) -> int:
    return next((one.estimate.n for one in found.findings if one.key == "response"), 0)


class _Question:
    """One question in an edition, with what was picked of it."""

    def __init__(
        self, observed: Round, found: Found, item: Item, kinds: frozenset[str], threshold: int | None
    ) -> None:
        about = asked(observed.options[SURVEY])
        self.told = QuestionTold(asked=about, item=item, found=found, threshold=threshold)
        self.observed, self.item, self.kinds, self.threshold = observed, item, kinds, threshold
        answered = self.told.one("answered")
        self.n = answered.estimate.n if answered else 0
        self.is_few = threshold is not None and self.n < threshold
        self.hidden = set() if self.is_few else self.told.hidden()

    def first(self) -> str:
        """The question's first figure in a sentence that names it; empty where the edition does not tell it."""
        if self.is_few:
            return ""
        said = self.told.top(self.hidden) if TOP in self.kinds else ""
        if not said and MEDIAN in self.kinds:
            said = self.told.middle()
        if not said and CHANGE in self.kinds:
            said = self.change()
        return f"Frågan ”{self.item.text}”: {said}" if said else ""

    def section(self) -> Section:
        """The question's section."""
        key, title, under = f"q-{self.item.key}", self.item.text, self.told.asked.under
        if self.is_few:
            return Section(key=key, title=title, lead=FEW, paragraphs=(under,))
        said = [self.told.top(self.hidden)] if TOP in self.kinds else []
        said += [self.told.middle()] if MEDIAN in self.kinds else []
        said += [f"{format_number(self.n)} svar."] if SHARE in self.kinds else []
        changed = self.told.one(CHANGE)
        said += [self.change()] if changed else []
        doubts = self.observed.options[COMPARED]["doubts"] if changed else ()
        lead = " ".join(text for text in said if text) or f"{format_number(self.n)} svar."
        return Section(
            key=key,
            title=title,
            lead=lead,
            paragraphs=(*doubts, *((HIDDEN,) if self.hidden else ()), under),
            charts=(self.told.chart(self.hidden),),
            tables=self.tables(changed),
            method=self.how(changed),
        )

    def tables(self, changed: Finding | None) -> tuple[DataTable, ...]:
        """The picked figures with their limits, each linked to where it comes from."""
        rows: list[tuple[str, float | None, float | None, float | None, str]] = []
        links: list[str | None] = []
        top, middle = self.told.one(TOP), self.told.one(MEDIAN)
        if top is not None and TOP in self.kinds and self.told.top(self.hidden):
            rows.append(("De översta svaren", *_numbers(top, 100), "procent"))
            links.append(top.digest)
        if middle is not None and MEDIAN in self.kinds:
            rows.append(("Median", *_numbers(middle, 1), "steg"))
            links.append(middle.digest)
        if changed is not None and not self.hides_change(changed):
            rows.append((f"Förändring mot ”{self.earlier}”", *_numbers(changed, 1), "procentenheter"))
            links.append(changed.digest)
        columns = (
            Column(label="Siffra"),
            Column(label="Värde", number=True, decimals=1),
            Column(label="Lägst", number=True, decimals=1),
            Column(label="Högst", number=True, decimals=1),
            Column(label="Enhet"),
        )
        if not rows:
            return ()
        made = DataTable(
            key=f"picked-{self.item.key}",
            caption=f"Siffrorna ur ”{self.item.text}”",
            columns=columns,
            rows=tuple(rows),
            links=tuple(links),
            note=self.told.asked.under,
        )
        return (made,)

    @property
    def earlier(self) -> str:
        """What the round before is called."""
        return str(self.observed.options[COMPARED]["title"])

    def hides_change(self, changed: Finding) -> bool:
        """Whether the edition withholds the numbers of a change: those of few, or such as give a hidden count away."""
        if changed.estimate.value is None:
            return True
        if self.threshold is None or "went_up" in changed.detail:
            return False
        shares = (changed.detail["earlier"], changed.detail["later"])
        small = any(
            0 < share * n < self.threshold
            for share, n in zip(shares, (self.n_earlier(), self.n), strict=True)
        )
        return small or bool(self.hidden & set(self.item.top))

    def n_earlier(self) -> int:
        """How many answered the question in the round before."""
        frame = self.observed.table.frame
        own = frame.filter((frame["category"] == self.item.key) & (frame["kind"] == "earlier"))
        return int(own["answers"].sum())

    def change(self) -> str:
        """The change in a sentence."""
        one = self.told.one(CHANGE)
        if one is None:
            return ""
        told = f"Jämfört med ”{self.earlier}”"
        if one.estimate.value is None:
            return f"{told}: {one.reason}"
        if self.hides_change(one):
            return WITHHELD
        low, high = (format_number(number, 1) for number in (one.estimate.low, one.estimate.high))
        value = format_number(one.estimate.value, 1)
        limits = f"{value} procentenheter ({low} till {high}): {one.detail['word']}."
        if "went_up" in one.detail:
            up, down, same = (one.detail[key] for key in ("went_up", "went_down", "stayed"))
            return f"{told} svarade {up} av samma personer högre, {down} lägre och {same} likadant, {limits}"
        before, after = percent(one.detail["earlier"]), percent(one.detail["later"])
        return f"{told} gick de översta svaren från {before} till {after}, {limits}"

    def how(self, changed: Finding | None) -> str:
        """How a change was computed."""
        if changed is None:
            return ""
        if self.observed.options[COMPARED]["pairs"]:
            return HOW_PAIRED
        return HOW_SAMPLES if self.told.asked.population == SAMPLE else HOW_WHOLES


def _numbers(one: Finding, times: int) -> tuple[float | None, float | None, float | None]:
    figures = (one.estimate.value, one.estimate.low, one.estimate.high)
    value, low, high = (None if number is None else times * number for number in figures)
    return value, low, high


def _questions(observed: Round, found: Found, edition: Edition, threshold: int) -> list[_Question]:
    limit = None if edition is Edition.INTERNAL else threshold
    kinds: dict[str, set[str]] = {}
    for one in picks_of(observed.options):
        kinds.setdefault(one.item, set()).add(one.kind)
    return [
        _Question(observed, found, item, frozenset(kinds.get(item.key, ())), limit)
        for item in form_of(observed.options).items
    ]


def _names(observed: Round) -> dict[str, str]:
    return {item.key: item.text for item in form_of(observed.options).items}


PICKED_SURVEY = PickedManner(
    name=NAME,
    version=VERSION,
    schema=SCHEMA,
    find=find_picked,
    sentence=sentence,
    sections=sections,
    category_names=_names,
)
