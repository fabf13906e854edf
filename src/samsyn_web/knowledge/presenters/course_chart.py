"""How knowledge changed from before a course to after it, drawn question by question with its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.charts import resolve
from samsyn.cycle import Chart, Column, DataTable, Section
from samsyn.methods.surveys.waves import Direction, WaveChange


def change_chart(changes: Sequence[WaveChange]) -> SafeString:
    """Draw the questions whose change is known, the largest first; nothing where none is."""
    known = [(one, one.change) for one in changes if one.change is not None]
    known.sort(key=lambda pair: (-(pair[1].value or 0.0), pair[0].text))
    if not known:
        return mark_safe("")
    rows = tuple((one.text, each.value, each.low, each.high) for one, each in known)
    table = DataTable(
        key="kunskap-andring",
        caption=_("Förändring i procentenheter"),
        columns=(
            Column(label=_("Fråga")),
            Column(label=_("Förändring"), number=True),
            Column(label=_("Lägst"), number=True),
            Column(label=_("Högst"), number=True),
        ),
        rows=rows,
    )
    spec = {
        "samsyn": "intervals",
        "rows": [
            {"label": text, "value": value, "low": low, "high": high} for text, value, low, high in rows
        ],
        "unit": _("procentenheter"),
        "reference": 0,
    }
    said = change_sentence(changes)
    chart = resolve(Chart(key="kunskap-bild", title=table.caption, spec=spec, sentence=said, table=table))
    section = Section(key="kunskap-forandring", title=_("Hur mycket kunskapen ändrades"), charts=(chart,))
    return mark_safe(documents.section_html(section, heading_level=3))


def change_sentence(changes: Sequence[WaveChange]) -> str:
    """Return in a sentence how many questions moved beyond chance, and how many cannot be judged."""
    up, down, refused = (
        sum(one.direction is each for one in changes)
        for each in (Direction.UP, Direction.DOWN, Direction.REFUSED)
    )
    said = _("Av {n} frågor har {up} ökat och {down} minskat mer än slumpen ger.").format(
        n=len(changes), up=up, down=down
    )
    return said + (" " + _("{n} går inte att bedöma.").format(n=refused) if refused else "")
