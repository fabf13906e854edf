"""A governance model as sections: the chart, who decides what, every body, and the gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samsyn.cycle import Chart, Column, DataTable, Section
from samsyn.steering.bodies import LEVEL_NAMES, Body, Level
from samsyn.steering.deciding import decided_by
from samsyn.steering.gaps import gaps

NOBODY = "–"


def sentence(bodies: Sequence[Body], matters: Mapping[str, str]) -> str:
    """Return what the model says in a sentence: how many bodies on each level, and how much is to be settled."""
    if not bodies:
        return "Modellen har inget organ än."
    found = [
        (sum(one.level is level for one in bodies), LEVEL_NAMES[level].split()[0].lower()) for level in Level
    ]
    counted = ", ".join(f"{n} på {name} nivå" for n, name in found if n)
    open_gaps = len(gaps(bodies, matters))
    left = {0: "Inget glapp syns.", 1: "Ett glapp att reda ut."}.get(
        open_gaps, f"{open_gaps} glapp att reda ut."
    )
    return f"{len(bodies)} organ: {counted}. {left}"


def chart(bodies: Sequence[Body]) -> Chart:
    """Return the bodies as a chart, levels as rows and who reports to whom as arrows; the table says the same."""
    names = {one.key: one.name for one in bodies}
    levels = [level for level in Level if any(one.level is level for one in bodies)]
    lines = [(one.key, to) for one in bodies for to in one.reports_to if to in names and to != one.key]
    return Chart(
        key="organ",
        title="Vem rapporterar till vem",
        spec={
            "samsyn": "bodies",
            "levels": [LEVEL_NAMES[level] for level in levels],
            "bodies": [
                {"key": one.key, "name": one.name, "level": levels.index(one.level)}
                for one in _ordered(bodies)
            ],
            "reports": [list(line) for line in lines],
        },
        sentence=" ".join(_reporting(one, names) for one in _ordered(bodies)),
        table=_table(
            "organ-tabell",
            "Vem rapporterar till vem",
            ("Nivå", "Organ", "Rapporterar till"),
            [
                (
                    LEVEL_NAMES[one.level],
                    one.name,
                    ", ".join(names[to] for to in one.reports_to if to in names) or NOBODY,
                )
                for one in _ordered(bodies)
            ],
        ),
    )


def steering_sections(bodies: Sequence[Body], matters: Mapping[str, str]) -> tuple[Section, ...]:
    """
    Return a model as sections.

    Parameters
    ----------
    bodies : sequence of Body
    matters : mapping of str to str
        Names of the kinds of decision that somebody must take, by code.

    Raises
    ------
    BadInput
        If the bodies do not hang together; see `samsyn.steering.check_bodies`.
    """
    if not bodies:
        return ()
    return (
        Section(
            key="styrmodell", title="Styrmodellen", lead=sentence(bodies, matters), charts=(chart(bodies),)
        ),
        _deciding(bodies, matters),
        _bodies(bodies),
        _gaps(bodies, matters),
    )


def _deciding(bodies: Sequence[Body], matters: Mapping[str, str]) -> Section:
    rows = [
        (
            f"{one.name[:1].upper()}{one.name[1:]}",
            ", ".join(body.name for body in one.bodies) or "ingen",
            ", ".join(dict.fromkeys(LEVEL_NAMES[body.level] for body in one.bodies)) or NOBODY,
        )
        for one in decided_by(bodies, matters)
    ]
    table = _table("beslut", "Vem beslutar vad", ("Slag av beslut", "Organ", "Nivå"), rows)
    return Section(key="beslutar", title="Vem beslutar vad", tables=(table,))


def _bodies(bodies: Sequence[Body]) -> Section:
    rows = [
        (
            "\n".join(part for part in (one.name, one.whose) if part),
            LEVEL_NAMES[one.level],
            one.mandate or "saknas",
            one.reference or "saknas",
            "; ".join(f"{party}, {function}" for party, function in one.members) or "saknas",
            one.cycle or "saknas",
        )
        for one in _ordered(bodies)
    ]
    heads = ("Organ", "Nivå", "Mandat", "Beslut", "Ledamöter", "Möts")
    return Section(
        key="organen", title="Organen", tables=(_table("organen", "Organ och mandat", heads, rows),)
    )


def _gaps(bodies: Sequence[Body], matters: Mapping[str, str]) -> Section:
    found = gaps(bodies, matters)
    rows = [(one.said, one.todo) for one in found]
    tables = (_table("glapp", "Glapp och vad ni kan göra", ("Glapp", "Gör så här"), rows),) if rows else ()
    return Section(
        key="glapp",
        title="Glapp",
        lead=""
        if rows
        else "Varje slag av beslut har ett organ, och varje organ har mandat, ledamöter och möten.",
        tables=tables,
        method=(
            "Glappen räknas ur modellen själv: ett organ utan mandat, ledamöter eller mötesrytm, en grupp som inte "
            "rapporterar till någon, ett strategiskt organ som ingen rapporterar till, rapportering som går runt, ett "
            "slag av beslut utan organ eller med två, och en nivå utan organ."
        ),
    )


def _reporting(one: Body, names: Mapping[str, str]) -> str:
    to = [names[key] for key in one.reports_to if key in names]
    if to:
        return f"{one.name} rapporterar till {' och '.join(to)}."
    return (
        f"{one.name} är överst."
        if one.level is Level.STRATEGIC
        else f"{one.name} rapporterar inte till någon."
    )


def _ordered(bodies: Sequence[Body]) -> list[Body]:
    order = list(Level)
    return sorted(bodies, key=lambda one: order.index(one.level))


def _table(key: str, caption: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> DataTable:
    return DataTable(
        key=key, caption=caption, columns=tuple(Column(label=head) for head in heads), rows=tuple(rows)
    )
