"""A picture in each of its formats, the same for every command that writes or checks one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samsyn.cycle import Edition
    from samsyn.documents import Document
    from samsyn.files.reading import Reading
    from samsyn.methods.incidents import Picture

FORMATS = ("pdf", "html", "docx", "xlsx", "json", "zip")
TEXT = ("html", "json")
IN_BUNDLE = ("html", "pdf", "xlsx")


def make(readings: Sequence[Reading], *, declared: bool, **settings: Any) -> Picture:
    """Return the picture of readings; a source that was declared has its categories mapped."""
    from samsyn.methods.incidents import picture

    mapped = declared and any(reading.source.categories for reading in readings)
    chosen = {"map_categories": True} if mapped else None
    return picture(readings, chosen=chosen, **settings)


def document_of(made: Picture, edition: Edition, least: int) -> Document:
    """Return the document that is rendered, in an edition."""
    from samsyn import documents

    contract = made.document(edition, least)
    return documents.document(
        title=made.title,
        subtitle=made.sentence(edition, least),
        edition=edition,
        sections=made.sections(edition, least),
        meta={
            "period": contract["period"]["label"],
            "version": contract["method"]["version"],
            "credit": contract["source"]["credit"],
            "digest": contract["digest"],
            "notice": contract["source"]["caveats"],  # such as that the figures are invented, or press items
        },
    )


def rendered(made: Picture, edition: Edition, least: int, chosen: str) -> bytes:
    """Return the picture's bytes in a format other than zip."""
    if chosen == "json":
        import json

        contract = made.document(edition, least)
        text = json.dumps(contract, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
        return f"{text}\n".encode()
    from samsyn import documents
    from samsyn.methods.incidents.keys import NAMES

    document = document_of(made, edition, least)
    match chosen:
        case "pdf":
            return documents.pdf(document)
        case "docx":
            return documents.docx(document)
        case "xlsx":
            return documents.xlsx(document, made.document(edition, least), names=NAMES)
        case _:
            return documents.html(document).encode()


def pages(
    made: Picture, edition: Edition, least: int, wanted: Sequence[str] = IN_BUNDLE
) -> Mapping[str, bytes]:
    """Return the rendered files of a bundle by name."""
    return {f"picture.{name}": rendered(made, edition, least, name) for name in wanted}
