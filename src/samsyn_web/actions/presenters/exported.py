"""The plan as a document for a board: purpose, the chain for each problem in Brå's table, resources, who decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from samsyn import documents
from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn_web.actions.models import Action, ActionStatus, Plan, PlanState, PlanVersion
from samsyn_web.actions.presenters.rows import when
from samsyn_web.base import words
from samsyn_web.causes.models import Cause

HEADS = ("Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning")  # of Brå's table, always in Swedish
MOST = 50  # rows of a table; a longer one goes on in another, since a document shows no more of each
KINDS = ("docx", "pdf", "xlsx")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def plan_file(kind: str, doc: documents.Document) -> bytes:
    """Return the plan as a file of a kind."""
    make = {"docx": documents.docx, "pdf": documents.pdf, "xlsx": documents.tables_xlsx}
    return make[kind](doc)


def plan_document(
    plan: Plan,
    actions: Sequence[Action],
    causes: Mapping[int, Sequence[Cause]],
    versions: Sequence[PlanVersion],
    *,
    organisation: str,
    is_demo: bool,
    look: documents.Brand,
    at: datetime,
) -> documents.Document:
    """Return the plan as it stands, laid out; drafts are marked as such."""
    span = words.span(plan.starts, plan.ends + timedelta(days=1))
    decided = [one for one in actions if one.status != ActionStatus.DRAFT]
    sentence = f"{len(actions)} åtgärder, varav {len(decided)} beslutade. Planen gäller {span}."
    notices = ["Uppdiktade data: organisationen finns inte."] if is_demo else []
    if plan.state == PlanState.DRAFT:
        notices.append("Utkast: planen är inte beslutad.")
    meta: dict[str, Any] = {
        "organisation": organisation,
        "generated_at": timezone.localtime(at).replace(tzinfo=None, microsecond=0),
        "notice": tuple(notices),
        **_decisions(versions),
    }
    return documents.document(
        title=plan.title,
        subtitle=sentence,
        edition=Edition.INTERNAL,
        sections=tuple(_sections(plan, actions, causes)),
        meta=meta,
        brand=look,
        kind=("Åtgärdsplan", "För dem som beslutar om planen och dem som arbetar efter den."),
        wide=True,
    )


def _decisions(versions: Sequence[PlanVersion]) -> dict[str, str]:
    if not versions:
        return {"Beslut": "Planen är inte beslutad."}
    last = versions[0]
    return {
        "version": str(last.number),
        "Beslutad av": f"{last.body}, {last.decided_on.isoformat()}",
        "Protokoll": last.minute_reference,
        "digest": last.digest,
    }


def _sections(
    plan: Plan, actions: Sequence[Action], causes: Mapping[int, Sequence[Cause]]
) -> Iterator[Section]:
    if plan.text:
        yield Section(
            key="syfte", title="Syfte och avgränsning", paragraphs=tuple(filter(None, plan.text.split("\n")))
        )
    for number, (problem, several) in enumerate(_by_problem(actions, causes).items(), start=1):
        whole = [_row(one, causes.get(one.pk, ())) for one in several]
        stated = sorted({cause.statement for one in several for cause in causes.get(one.pk, ())})
        lead = f"{_counted(stated, 'orsak', 'orsaker')}, " if stated else ""
        lead += f"{_counted(several, 'åtgärd', 'åtgärder')}."
        yield Section(
            key=f"problem-{number}", title=problem, lead=lead, tables=tuple(_tables(number, problem, whole))
        )
    yield _resources(actions)


def _counted(some: Sequence[Any], one: str, several: str) -> str:
    return f"{len(some)} {one if len(some) == 1 else several}"


def _by_problem(actions: Sequence[Action], causes: Mapping[int, Sequence[Cause]]) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for one in actions:
        of_cause = next((cause.problem.title for cause in causes.get(one.pk, ())), "")
        title = one.problem.title if one.problem else of_cause
        found.setdefault(title or "Åtgärder utan problem", []).append(one)
    return found


def _tables(number: int, problem: str, rows: Sequence[tuple[str, ...]]) -> Iterator[DataTable]:
    for start in range(0, len(rows), MOST):
        part = rows[start : start + MOST]
        more = f", rad {start + 1}–{start + len(part)}" if len(rows) > MOST else ""
        yield DataTable(
            key=f"tabell-{number}-{start}",
            caption=f"Åtgärder: {problem}{more}",
            columns=tuple(Column(label=head) for head in HEADS),
            rows=tuple(part),
        )


def _row(one: Action, causes: Sequence[Cause]) -> tuple[str, ...]:
    title = f"{one.title} (utkast)" if one.status == ActionStatus.DRAFT else one.title
    goal = ". ".join(part.removesuffix(".") for part in (one.goal, one.indicator) if part)
    who = one.function + (f". Med: {one.partners}" if one.partners else "")
    followed = ". ".join(
        part.removesuffix(".")
        for part in (
            one.follow_up_on.isoformat() if one.follow_up_on else "",
            one.follow_up,
            f"Läge: {ActionStatus(one.status).label}",
            one.result,
        )
        if part
    )
    reason = "; ".join(cause.statement for cause in causes) or one.no_cause_reason or "–"
    return (
        reason,
        ". ".join(part for part in (title, one.steps) if part),
        goal or "–",
        when(one) or "–",
        who or "–",
        followed,
    )


def _resources(actions: Sequence[Action]) -> Section:
    rows = [
        (one.title, one.function or "–", one.hours, one.cost, one.funding or "–")
        for one in actions
        if one.hours is not None or one.cost is not None
    ]
    hours, cost = (sum(filter(None, (getattr(one, name) for one in actions))) for name in ("hours", "cost"))
    lead = f"Tillsammans {words.number(hours)} timmar och {words.number(cost)} kronor."
    tables = (
        DataTable(
            key="resurser",
            caption="Arbetstid och kostnad per åtgärd",
            columns=(
                Column(label="Åtgärd"),
                Column(label="Ansvarig"),
                Column(label="Timmar", number=True),
                Column(label="Kronor", number=True),
                Column(label="Finansiering"),
            ),
            rows=tuple(rows[:MOST]),
            note="" if len(rows) <= MOST else f"De {MOST} första av {len(rows)} åtgärder.",
        ),
    )
    return Section(
        key="resurser",
        title="Resurser",
        lead=lead if rows else "Ingen arbetstid eller kostnad är angiven.",
        tables=tables if rows else (),
    )
