"""The legal kit: its texts filled from what is configured, and what is stored told by the tables themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import override

from samsyn import documents
from samsyn.cycle import Column, DataTable, Edition, Section
from samsyn.instruments.load import BLANK, Kept, LegalPart, LegalText, filled, legal_texts
from samsyn.table import Sensitivity
from samsyn_web.base.scope import Role

DRAFT = "Utkast"
NOTICE = (
    "Det här är ett utkast som kommunens jurist ska bedöma. Texten är skriven av Samsyn, inte av någon myndighet, "
    "och är ingen juridisk rådgivning."
)
LEFT = f"Där det står {BLANK} vet Samsyn inte svaret."
YEAR = 12  # months
LIBRARY = "inloggningsbiblioteket"


@dataclass(frozen=True, kw_only=True)
class Configured:
    """What the organisation has set up, as far as the documents tell it."""

    organisation: str
    roles: Mapping[Role, int]
    retention: Sequence[Kept]
    sources: Sequence[tuple[str, str]]
    partners: Sequence[tuple[str, str]]
    smallest: int
    at: datetime

    @property
    def names(self) -> dict[str, str]:
        """What stands for the names in the texts."""
        return {
            "organisation": self.organisation,
            "accounts": str(sum(self.roles.values())),
            "smallest": str(self.smallest),
        }


@dataclass(frozen=True, kw_only=True)
class KitRow:
    """One document of the kit on the page; `blanks` is how many places are left to the municipality."""

    code: str
    title: str
    about: str
    version: str
    blanks: int
    has_workbook: bool


def kit_rows(configured: Configured) -> list[KitRow]:
    """The documents of the kit."""
    return [
        KitRow(
            code=code,
            title=text.title,
            about=text.about,
            version=text.version,
            blanks=_blanks(text, configured),
            has_workbook=code == "informationshanteringsplan",
        )
        for code, text in legal_texts().items()
    ]


def _blanks(text: LegalText, configured: Configured) -> int:
    drawn = _draft(text, configured)
    said = [one.text for part in drawn.parts for one in part.texts]
    cells = [str(cell) for part in drawn.parts for table in part.tables for row in table.rows for cell in row]
    return sum(one.count(BLANK) for one in (*said, *cells))


def legal_docx(code: str, configured: Configured, look: documents.Brand) -> bytes:
    """One document of the kit as a Word file; its words are Swedish, whoever asks."""
    with override("sv"):
        return documents.draft_docx(_draft(legal_texts()[code], configured, look))


def plan_xlsx(configured: Configured) -> bytes:
    """The rows of the information management plan as an Excel file."""
    with override("sv"):
        text = legal_texts()["informationshanteringsplan"]
        tables = (_retention(configured), _sources(configured))
        sections = [Section(key="plan", title=text.title, lead=NOTICE, tables=tables)]
        doc = documents.document(
            title=f"{text.title}. {DRAFT}",
            subtitle=NOTICE,
            edition=Edition.INTERNAL,
            sections=sections,
            meta={"organisation": configured.organisation, "generated_at": configured.at},
        )
    return documents.tables_xlsx(doc)


def _draft(text: LegalText, configured: Configured, look: documents.Brand | None = None) -> documents.Draft:
    return documents.Draft(
        title=text.title,
        subtitle=text.about,
        organisation=configured.organisation,
        mark=DRAFT,
        notices=(NOTICE, LEFT),
        parts=tuple(_part(part, configured) for part in text.parts),
        version=text.version,
        at=configured.at,
        brand=look or documents.Brand(),
    )


def _part(part: LegalPart, configured: Configured) -> documents.DraftPart:
    texts = tuple(
        documents.DraftText(
            text=filled(one.text, configured.names), source=one.source, source_status=one.source_status
        )
        for one in part.paragraphs
    )
    tables = []
    if part.rows:
        rows = [tuple(filled(cell, configured.names) for cell in row) for row in part.rows]
        tables.append(_table(part.code, part.title, part.columns, rows))
    if part.table:
        tables.append(_made(part.table, configured))
    return documents.DraftPart(title=part.title, texts=texts, tables=tuple(tables))


def _made(name: str, configured: Configured) -> DataTable:
    match name:
        case "roles":
            rows = [(role.label, role.description, str(n)) for role, n in configured.roles.items()]
            return _table(name, "Roller och antal konton", ("Roll", "Vem den är till för", "Konton"), rows)
        case "stored":
            return stored_table()
        case "retention":
            return _retention(configured)
        case "sources":
            return _sources(configured)
        case "partners":
            return _table(name, "Partner som får upplagor", ("Partner", "Slag"), configured.partners)
        case _:
            return _sign_in()


def _table(
    key: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], note: str = ""
) -> DataTable:
    """Return a table; where nothing is configured one row says so."""
    given = tuple(tuple(row) for row in rows) or (("Inget är inställt.", *[""] * (len(heads) - 1)),)
    columns = tuple(Column(label=head) for head in heads)
    return DataTable(key=key, caption=caption, columns=columns, rows=given, note=note)


def _retention(configured: Configured) -> DataTable:
    rows = [(one.what, one.holds, _kept(one)) for one in configured.retention]
    note = "Tiderna är Samsyns förslag där kommunen inte har ställt in egna. Gallring kräver ett gallringsbeslut."
    heads = ("Handlingstyp", "Innehåll", "Bevaras eller gallras")
    return _table("retention", "Hur länge uppgifterna sparas", heads, rows, note)


def _kept(one: Kept) -> str:
    if one.kept:
        return "Bevaras"
    if one.months is None:
        return BLANK
    if one.months % YEAR == 0:
        return f"Gallras efter {one.months // YEAR} år"
    return f"Gallras efter {one.months} {'månad' if one.months == 1 else 'månader'}"


def _sources(configured: Configured) -> DataTable:
    rows = [(name, key, BLANK) for name, key in configured.sources]
    return _table("sources", "Källor som är beskrivna", ("Källa", "Nyckel", "Vem som lämnar den"), rows)


def _sign_in() -> DataTable:
    rows = [("E-postadress och lösenord", "De som har ett konto")]
    if "allauth.mfa" in settings.INSTALLED_APPS:
        rows.append(("Engångskod eller passernyckel", "De som har lagt till det"))
    if "allauth.socialaccount" in settings.INSTALLED_APPS:
        rows.append(("Kommunens inloggningstjänst", "De som finns där"))
    rows.append(("Personlig länk, som kan återkallas", "Rapportörer; länken ger bara rätt att rapportera"))
    return _table("sign_in", "Sätt att logga in", ("Sätt", "För vem"), rows)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What one table keeps that is not harmless: names of fields by how sensitive they are declared."""

    table: str
    label: str
    fields: Mapping[Sensitivity, tuple[str, ...]]


def stored() -> list[Stored]:
    """
    What is kept about users and in free text, by what each table declares of its own fields.

    Tables of the sign-in library declare nothing; those about a user are counted as personal altogether.
    """
    found = [_stored(model) for model in apps.get_models()]
    return [one for one in found if one is not None]


def _stored(model: type[models.Model]) -> Stored | None:
    own = [field for field in model._meta.get_fields() if field.concrete]
    declared = getattr(model, "SENSITIVITY", None)
    if declared is None:
        about = any(_is_user(field) for field in own)
        declared = {field.name: Sensitivity.PERSONAL if about else Sensitivity.HARMLESS for field in own}
    kinds = (Sensitivity.PERSONAL, Sensitivity.FREE_TEXT, Sensitivity.SENSITIVE)
    fields = {
        kind: tuple(_field_words(field) for field in own if str(declared[field.name]) == kind.value)
        for kind in kinds
    }
    if not any(fields.values()):
        return None
    label = str(model._meta.verbose_name_plural)
    if not model.__module__.startswith("samsyn_web."):
        label = f"{label} ({LIBRARY})"
    return Stored(table=model._meta.label, label=label, fields=fields)


def _is_user(field: object) -> bool:
    related = getattr(field, "related_model", None)
    return related is not None and related._meta.label == settings.AUTH_USER_MODEL


def _field_words(field: models.Field) -> str:  # type: ignore[type-arg]
    """What a field is, in words where it has any, and always its name."""
    words = str(getattr(field, "verbose_name", ""))
    if words in ("", field.name.replace("_", " ")):
        return f"vilken användare ({field.name})" if _is_user(field) else field.name
    return f"{words} ({field.name})"


def stored_table() -> DataTable:
    """What is stored, as a table."""
    rows = [
        (
            f"{one.label[:1].upper()}{one.label[1:]}, {one.table}",
            ", ".join(one.fields[Sensitivity.PERSONAL]),
            ", ".join(one.fields[Sensitivity.FREE_TEXT]),
            ", ".join(one.fields[Sensitivity.SENSITIVE]),
        )
        for one in stored()
    ]
    heads = ("Tabell", "Om användare", "Fri text", "Särskilt skyddat")
    return _table("stored", "Vad som lagras", heads, rows)
