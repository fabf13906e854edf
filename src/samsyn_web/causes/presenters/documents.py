"""The analysis of a problem, and the matrix of problems, as sections: the same for Word, PDF and a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Column as TableColumn
from samsyn.cycle import DataTable, Edition, Section
from samsyn.instruments.analysis import Criteria
from samsyn_web.base import words
from samsyn_web.causes.presenters.analysis import Node, StepLine, flat, missing, sentence
from samsyn_web.causes.presenters.basis import BasisLine
from samsyn_web.causes.presenters.charts import chart
from samsyn_web.causes.presenters.drawings import fishbone, tree
from samsyn_web.causes.presenters.priorities import Column, Group, matrix_sentence
from samsyn_web.causes.presenters.problems import ProblemPage


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """Everything that is told in the document of an analysis."""

    problem: ProblemPage
    basis: tuple[BasisLine, ...]
    tree: tuple[Node, ...]
    chain: tuple[StepLine, ...]
    choice: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Whose document it is and when it was made; `is_demo` where all of it is invented."""

    organisation: str
    at: datetime
    is_demo: bool


def analysis_sections(told: Analysis) -> tuple[Section, ...]:
    """Return the analysis of a problem as sections: the problem, its basis, causes, evidence and chain of events."""
    return (_problem(told), _basis(told), _causes(told), _evidence(told), _chain(told))


def analysis_document(told: Analysis, imprint: Imprint) -> documents.Document:
    """Return the analysis as a document."""
    return _document(
        _("Orsaksanalys: %(problem)s") % {"problem": told.problem.title},
        sentence(told.tree),
        analysis_sections(told),
        imprint,
        _("Orsaksanalys"),
    )


def matrix_document(
    some: Sequence[Column], matrix: Sequence[Group], known: Criteria, imprint: Imprint
) -> documents.Document:
    """Return the matrix of problems as a document: what was chosen, and each problem's judgements."""
    return _document(
        _("Prioritering av problem"),
        matrix_sentence(some),
        (_chosen(some, known), _matrix(some, matrix), *(_judged(one) for one in some)),
        imprint,
        _("Prioritering"),
    )


def _document(
    title: str, subtitle: str, sections: Iterable[Section], imprint: Imprint, kind: str
) -> documents.Document:
    invented = _("Uppdiktade data: organisationen är påhittad.") if imprint.is_demo else ""
    return documents.document(
        title=title,
        subtitle=subtitle,
        edition=Edition.INTERNAL,
        sections=tuple(sections),
        meta={"organisation": imprint.organisation, "generated_at": imprint.at, "notice": invented},
        kind=(kind, _("Bara för organisationens eget arbete.")),
    )


def _table(key: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> DataTable:
    return DataTable(
        key=key,
        caption=caption,
        columns=tuple(TableColumn(label=head) for head in heads),
        rows=tuple(tuple(row) for row in rows),
    )


def _some(table: DataTable) -> tuple[DataTable, ...]:
    return (table,) if table.rows else ()


def _problem(told: Analysis) -> Section:
    one = told.problem
    rows = [(_("Var"), one.where), *one.told, (_("Val"), told.choice)]
    return Section(
        key="problem",
        title=_("Problemet"),
        lead=one.text or one.title,
        paragraphs=missing(told.tree),
        tables=_some(
            _table(
                "problem", _("Problemet i korthet"), (_("Vad"), _("Svar")), [row for row in rows if row[1]]
            )
        ),
    )


def _basis(told: Analysis) -> Section:
    rows = [
        (one.finding.sentence if one.finding else one.text, one.kind, _source(one), one.by)
        for one in told.basis
    ]
    heads = (_("Underlag"), _("Slag"), _("Källa"), _("Tillagt av"))
    return Section(
        key="basis",
        title=_("Vad problemet vilar på"),
        lead="" if rows else _("Inget underlag är angivet än."),
        tables=_some(_table("basis", _("Resultat, statistik och dokument"), heads, rows)),
    )


def _source(one: BasisLine) -> str:
    """Return where basis comes from: a finding is opened by its digest."""
    if one.finding is None:
        return one.source
    return _("Samsyn, siffra %(digest)s") % {"digest": one.finding.digest[:8]} if one.finding.digest else ""


def _causes(told: Analysis) -> Section:
    rows = [
        (
            one.number,
            one.statement,
            f"{one.side}; {one.level}",
            ", ".join(part for part in (one.influence, one.influenced_by) if part),
            ". ".join(part for part in (one.decision, one.decision_reason) if part),
        )
        for one in flat(told.tree)
    ]
    heads = (_("Nr"), _("Orsak"), _("Perspektiv och nivå"), _("Går att påverka, av vem"), _("Beslut"))
    table = _table("causes", _("Orsakerna i träd: 1.1 ligger bakom 1"), heads, rows)
    drawings = [draw(told.problem.title, told.tree) for draw in (tree, fishbone)] if rows else []
    return Section(
        key="causes",
        title=_("Orsakerna"),
        lead=sentence(told.tree),
        charts=tuple(chart(one, table) for one in drawings),
        tables=_some(table),
        method=told.source,
    )


def _evidence(told: Analysis) -> Section:
    rows = [
        (
            f"{one.number} {one.statement}",
            _("för") if line.is_for else _("mot"),
            line.strength_word,
            line.text,
            "; ".join(part for part in (line.finding.sentence if line.finding else "", line.source) if part),
            f"{line.by}, {words.day(line.at.date())}",
        )
        for one in flat(told.tree)
        for line in (*one.speaks_for, *one.speaks_against)
    ]
    heads = (_("Orsak"), _("Talar"), _("Styrka"), _("Vad"), _("Källa"), _("Bedömt av"))
    sought = tuple(
        _("%(number)s: så letade vi efter det som talar mot: %(how)s")
        % {"number": one.number, "how": one.counter_sought}
        for one in flat(told.tree)
        if one.counter_sought
    )
    return Section(
        key="evidence",
        title=_("Vad som talar för och mot"),
        lead="" if rows else _("Inga belägg är angivna än."),
        paragraphs=sought,
        tables=_some(_table("evidence", _("Belägg per orsak"), heads, rows)),
    )


def _chain(told: Analysis) -> Section:
    rows = [(str(n), one.text, one.breakable, one.how) for n, one in enumerate(told.chain, start=1)]
    heads = (_("Steg"), _("Vad som händer"), _("Går att bryta"), _("Hur"))
    return Section(
        key="chain",
        title=_("Händelsekedjan"),
        lead="" if rows else _("Ingen händelsekedja är beskriven än."),
        tables=_some(_table("chain", _("Stegen före problemet, det första först"), heads, rows)),
    )


def _chosen(some: Sequence[Column], known: Criteria) -> Section:
    rows = [
        (
            one.title,
            one.choice.word,
            one.choice.reason,
            words.day(one.choice.review_on) if one.choice.review_on else "",
            one.choice.by,
        )
        for one in some
    ]
    heads = (_("Problem"), _("Val"), _("Varför"), _("Prövas igen"), _("Valt av"))
    return Section(
        key="chosen",
        title=_("Vad som valdes"),
        lead=matrix_sentence(some),
        tables=_some(_table("chosen", _("Val per problem"), heads, rows)),
        method=_(
            "Kriterierna följer %(source)s, i egna ord. Ingen summa räknas: bedömningarna är ett underlag för samtal."
        )
        % {"source": known.source},
    )


def _judged(one: Column) -> Section:
    rows = [(label, cell.word, cell.why) for label, cell in one.cells]
    heads = (_("Kriterium"), _("Bedömning"), _("Vad den bygger på"))
    return Section(
        key=f"judged-{one.judge.strip('/').split('/')[1]}",
        title=one.title,
        tables=(_table("judged", _("Bedömningar per kriterium"), heads, rows),),
    )


def _matrix(some: Sequence[Column], matrix: Sequence[Group]) -> Section:
    """Return the matrix with numbered problems: their names would leave no room for what is said of them."""
    rows = [(row.label, *(cell.word for cell in row.cells)) for group in matrix for row in group.rows]
    heads = (_("Kriterium"), *(str(n) for n, _one in enumerate(some, start=1)))
    return Section(
        key="matrix",
        title=_("Matrisen"),
        paragraphs=tuple(f"{n}. {one.title}" for n, one in enumerate(some, start=1)),
        tables=_some(_table("matrix", _("Kriterier som rader, problem som kolumner"), heads, rows))
        if some
        else (),
    )
