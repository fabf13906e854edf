"""A document to try a look on: Swedish, as every document is, whoever asks for it."""

from __future__ import annotations

from samsyn import documents
from samsyn.cycle import Edition, Section


def sample(organisation: str, look: documents.Brand) -> documents.Document:
    """A document to look at, which says that it is one."""
    section = Section(
        key="prov",
        title="En rubrik",
        lead="Så här ser ett avsnitt ut.",
        paragraphs=("Brödtext är svart. Färgen används i rubriker, linjer och punkter.",),
    )
    return documents.document(
        title="Prov på utseende",
        subtitle="Ett prov utan siffror.",
        edition=Edition.INTERNAL,
        sections=(section,),
        meta={"organisation": organisation, "notice": "Prov: inga uppgifter är verkliga."},
        brand=look,
    )
