"""A plan as a municipality wrote it: how its chain holds, and the same file back with remarks."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING

from samsyn_cli.output import STDOUT, check_target, say, write_whole

if TYPE_CHECKING:
    from samsyn.plans import ReadPlan, Remark

NAME = "check-plan"
HELP = "Röntga en åtgärdsplan: se var kedjan från orsak till uppföljning brister."


def configure(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", metavar="FIL", help="planen som DOCX, XLSX, ODS, XLS eller CSV")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FIL",
        help="skriv planen med anmärkningar: en Wordfil (.docx) blir en Wordfil, annat blir ett kalkylblad (.xlsx)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
    parser.add_argument(
        "--date", metavar="DAG", type=_day, help="dagen som tider jämförs med, utan val i dag"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"”{text}” är ingen dag. Skriv till exempel 2026-03-31.") from None


def run(args: Namespace) -> int:
    """Read, check, tell, and write the annotated file where one is asked for."""
    if args.output:
        check_target(args.output, inputs=[args.file], binary=True)

    from samsyn.errors import BadInput
    from samsyn.plans import annotate, check, read_plan
    from samsyn.plans.opening import digest, read_bytes

    at = args.date or _today()
    read = read_plan(args.file)
    remarks = check(read.plan, at=at)
    if args.output:
        data = read_bytes(args.file)
        if digest(data) != read.sha256:
            raise BadInput(f"Filen {args.file} ändrades medan den lästes. Försök igen.")
        made = annotate(data, read, remarks, at=at)
        ending = args.output.rsplit(".", 1)[-1].lower()
        if args.output != STDOUT and ending != made.format:
            raise BadInput(
                f"Planen med anmärkningar blir en {made.format}-fil. Ge den ändelsen .{made.format}."
            )
        write_whole(args.output, made.data)
    if args.output != STDOUT:
        if args.output:
            say(f"Skrev {args.output}.")
        print(_json(read, remarks, at) if args.format == "json" else _text(read, remarks))
    return 0


def _today() -> date:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/Stockholm")).date()  # noqa: TID251 - the clock is read at the edge


def _json(read: ReadPlan, remarks: tuple[Remark, ...], at: date) -> str:
    import json

    from samsyn.plans import document

    return json.dumps(document(read, remarks, at=at), ensure_ascii=False, indent=1)


def _text(read: ReadPlan, remarks: tuple[Remark, ...]) -> str:
    from samsyn.plans import LINKS, counted, coverage, reading_lines

    plan = read.plan
    cover = coverage(plan, remarks)
    lines = [plan.title or read.name, "", cover.sentence, counted(cover), ""]
    for link, name in LINKS.items():
        lines.append(f"  {name.split(' ', 1)[1]:<14}{cover.has[link]} av {cover.actions}")
    texts = {one.key: one.text for one in plan.problems} | {one.key: one.text for one in plan.causes}
    texts |= {one.key: one.text for one in plan.actions}
    place = None
    for one in remarks:
        if (one.where, one.subject) != place:
            place = (one.where, one.subject)
            said = " ".join(texts.get(one.subject, "").split())
            lines += ["", f"{one.where}: {said}" if said else one.where]
        lines.append(f"  {one.severity.value}: {one.text}")
    if how := reading_lines(read):
        lines += ["", "Så lästes filen", *(f"  {line}" for line in how)]
    return "\n".join(lines)
