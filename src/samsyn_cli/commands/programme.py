"""A programme as data: what was done, where and in which form, as text or JSON."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import answer, table
from samsyn_cli.output import STDOUT, check_target, say, write_whole

if TYPE_CHECKING:
    from samsyn.programme import Activity, Programme

NAME = "programme"
HELP = "Ett program som data: kommuner, aktiviteter, pengar, enkät och källor."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    ways = parser.add_subparsers(dest="way", metavar="export", required=True, help="vad som ska göras")
    export = ways.add_parser("export", help="skriv ut ett program ur en mapp med YAML och CSV")
    report = ways.add_parser("report", help="skriv programmets slutrapport som PDF, DOCX eller HTML")
    report.add_argument("folder", metavar="MAPP", help="till exempel examples/suo")
    report.add_argument(
        "-o", "--output", metavar="FIL", required=True, help="slutar på .pdf, .docx eller .html"
    )
    export.add_argument("folder", metavar="MAPP", help="till exempel examples/suo")
    export.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
    export.add_argument(
        "-o", "--output", metavar="FIL", default=STDOUT, help="skriv svaret i en fil (annars visas det)"
    )


def run(args: Namespace) -> int:
    """Read, check, answer."""
    if args.way == "report":
        return _report(args)
    check_target(args.output)

    from samsyn.programme import read_programme

    programme = read_programme(args.folder)
    return answer(args, "programme/1", exported(programme), _text(programme))


def _report(args: Namespace) -> int:
    """Write the final report."""
    from pathlib import Path

    from samsyn.cycle import Edition
    from samsyn.documents import document, docx, html, pdf
    from samsyn.errors import BadInput
    from samsyn.programme import activity_counts, final_report, read_programme

    ending, ways = Path(args.output).suffix.lower(), (".pdf", ".docx", ".html")
    if ending not in ways:
        raise BadInput(f"{args.output}: namnet ska sluta på {', '.join(ways)}.")
    check_target(args.output)
    programme = read_programme(args.folder)
    made = document(
        title="Slutrapport",
        subtitle=f"{programme.name}: {activity_counts(programme).total} aktiviteter i "
        f"{len(programme.municipalities)} kommuner",
        edition=Edition.PUBLIC,
        sections=final_report(programme),
        meta={
            "notice": "Uppdiktat program: inget i rapporten är verkligt."
            if programme.is_fictional
            else "Framställd av Samsyn ur offentliga dokument. Det är inte samordnarens egen publikation."
        },
        kind=("Ur programmets data", "Alla tal är räknade ur data med angiven källa."),
    )
    content = {".pdf": pdf, ".docx": docx}[ending](made) if ending != ".html" else html(made).encode()
    write_whole(args.output, content)
    say(f"Skrev {args.output}.")
    return 0


def exported(programme: Programme) -> dict[str, Any]:
    """Return a programme as JSON types; every record keeps its source."""
    from samsyn.programme import activity_counts, survey_figure

    survey = programme.survey
    return {
        "name": programme.name,
        "short_name": programme.short_name,
        "reference": programme.reference,
        "is_fictional": programme.is_fictional,
        "municipalities": programme.municipalities,
        "focus_areas": [{"number": n, "name": name} for n, name in programme.focus_areas.items()],
        "formats": [{"number": n, "name": name} for n, name in programme.formats.items()],
        "formats_status": programme.more.get("formats_status", ""),
        "counts": activity_counts(programme),
        "activities": [_activity(one, programme) for one in programme.activities],
        "additions": [_activity(one, programme) for one in programme.additions],
        "areas": programme.areas,
        "money": programme.money,
        "readiness": programme.readiness,
        "crime_proofing": programme.rules,
        "survey": survey,
        "survey_figures": [survey_figure(survey, group) for group in survey.counts] if survey else [],
        **{key: value for key, value in programme.more.items() if key not in ("readiness", "formats_status")},
    }


def _activity(one: Activity, programme: Programme) -> dict[str, Any]:
    return {
        "id": one.key,
        "municipality": programme.municipality(one.municipality).name,
        "focus_area": one.focus_area,
        "focus_area_name": programme.focus_areas[one.focus_area],
        "focus_areas": one.focus_areas,
        "heading": one.heading,
        "title": one.title,
        "formats": one.formats,
        "is_bulleted": one.is_bulleted,
        "partners": one.partners,
        "count": one.count,
        "participants": one.participants,
        "when": one.when or None,
        "starts": one.starts,
        "ends": one.ends,
        "status": one.status,
        "provider": one.provider,
        "units": one.units,
        "source": one.source,
    }


def _text(programme: Programme) -> str:
    from samsyn.programme import activity_counts, activity_matrix, survey_figure
    from samsyn_cli.answers import number

    counts, matrix = activity_counts(programme), activity_matrix(programme)
    rows = [
        (
            place.name,
            str(counts.by_municipality[place.key]),
            *(str(matrix.cells[place.key][n]) for n in programme.focus_areas),
        )
        for place in programme.municipalities
    ]
    parts = [
        f"{programme.name} ({programme.reference}): {counts.total} aktiviteter i {len(rows)} kommuner.",
        table(("Kommun", "Alla", *(f"F{n}" for n in programme.focus_areas)), rows),
        "\n".join(f"F{n}: {name}" for n, name in programme.focus_areas.items()),
        "En aktivitet räknas en gång i vart och ett av sina fokusområden och en gång i Alla.",
    ]
    if programme.survey:
        for group in programme.survey.counts:
            one = survey_figure(programme.survey, group)
            parts.append(
                f"Enkät, svar {one.words}: {one.count} av {one.answered} = {number(100 * one.share, 0)} % "
                f"({number(100 * one.lowest, 1)}–{number(100 * one.highest, 1)} % beroende på dem som inte "
                f"svarade). {one.under}"
            )
    return "\n\n".join(parts)
