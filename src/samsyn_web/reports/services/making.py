"""From a picture to the documents of an edition; nothing is written here, so that it takes the time that it takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from datetime import timezone as FixedZone

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn import bundle, documents
from samsyn.cycle import Edition, Section
from samsyn.disclosure import THRESHOLD
from samsyn.documents import judged
from samsyn.errors import Refused
from samsyn.methods import METHODS, Told
from samsyn.period import parse
from samsyn.table import Table
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import Picture
from samsyn_web.observations import queries as observations
from samsyn_web.reports import policies, queries
from samsyn_web.reports.models import FileKind

Progress = Callable[[float, str], None]
DRAFT = "Utkast, inte fastställd"
ROWS = "rader.parquet"


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Who publishes, in words that stand in the document."""

    organisation: str
    person: str
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Order:
    """
    What is to be made.

    `areas` are keys of the areas that a partner edition is limited to, `recipient` the partner's name. `threshold` is
    the smallest count that the organisation has decided to show in public. Without a `version` it is a draft, and says
    so on each page.
    """

    picture: Picture
    edition: Edition
    imprint: Imprint
    at: datetime
    look: documents.Brand
    version: str = ""
    areas: tuple[str, ...] = ()
    recipient: str = ""
    threshold: int = THRESHOLD

    @property
    def is_as_kept(self) -> bool:
        """Whether the picture keeps this edition; else its figures are computed anew."""
        return not self.areas and (self.edition is not Edition.PUBLIC or self.threshold == THRESHOLD)


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What an edition says, with what people decided: a sentence, sections, and the JSON document as text."""

    sentence: str
    sections: tuple[Section, ...]
    document: str


@dataclass(frozen=True, kw_only=True)
class Press:
    """Makes what an order asks for; reads only, so that it may take its time outside any transaction."""

    by: Scope
    order: Order

    def again(self) -> Told:
        """Compute the picture's figures anew from its frozen rows, by the method that made them."""
        picture, observed = self.order.picture, self.order.picture.round
        method = next(one for one in METHODS if one.name == picture.method)
        internal = json.loads(pictures.document(self.by, picture, Edition.INTERNAL))
        # The rows were checked when they were frozen, by the rules of the method that read them.
        rows = Table(frame=observations.table_rows(observed.rows), rules=(), crs=observed.crs or None)
        return method.tell(rows, internal, observations.areas(self.by, observed))

    def composed(self, told: Told | None = None) -> Composed:
        """Say what the edition says: as it is kept, or from figures computed anew with other limits."""
        by, picture, edition = self.by, self.order.picture, self.order.edition
        if not self.order.is_as_kept:
            return self._limited(told or self.again())
        return self._judged(
            pictures.sentence(by, picture, edition),
            pictures.sections(by, picture, edition),
            json.loads(pictures.document(by, picture, edition)),
            self._said(),
        )

    def _said(self) -> judged.Judgements:
        """What people said and meetings decided, as the edition tells it."""
        by, picture, edition = self.by, self.order.picture, self.order.edition
        decided = judged.Judgements(
            done=tuple(queries.done_in(by, picture)),
            ahead=tuple(queries.decided_next(by, picture)),
            minutes=tuple(queries.minutes_of(by, picture)),
        )
        decided = judged.for_edition(decided, edition)
        said = pictures.judgements(by, picture, edition)
        return replace(said, done=decided.done, ahead=decided.ahead, minutes=decided.minutes)

    def _judged(
        self,
        sentence: str,
        sections: Sequence[Section],
        document: Mapping[str, object],
        said: judged.Judgements,
    ) -> Composed:
        """Lay what people said over the figures; the public edition leads with what was done."""
        leads = self.order.edition is Edition.PUBLIC
        text = json.dumps(
            judged.judged_document(document, said), ensure_ascii=False, indent=1, sort_keys=True
        )
        whole = judged.judged_sections(sections, said, done_first=leads)
        return Composed(
            sentence=whole[0].lead if leads and said.done else sentence,
            sections=whole,
            document=f"{text}\n",
        )

    def _limited(self, told: Told) -> Composed:
        edition, areas, threshold = self.order.edition, self.order.areas, self.order.threshold
        if told.document(Edition.INTERNAL)["digest"] != self.order.picture.digest:
            raise Refused(
                _(
                    "Siffrorna blir inte desamma när de räknas om med den här versionen av Samsyn. "
                    "Ta fram lägesbilden på nytt för att göra den här upplagan."
                )
            )
        limited = told.limited_to(areas) if areas else told
        document = limited.document(edition, threshold)
        said = self._said()
        if areas:
            shown = {finding["digest"] for finding in document["findings"]}
            said = judged.for_own(said, shown, areas)
        return self._judged(
            limited.sentence(edition, threshold), limited.sections(edition, threshold), document, said
        )

    def rendered(self, said: Composed, kind: FileKind) -> bytes:
        """Make one format."""
        doc = self.laid_out(said)
        match kind:
            case FileKind.PDF:
                return documents.pdf(doc)
            case FileKind.DOCX:
                return documents.docx(doc)
            case FileKind.HTML:
                return documents.html(doc).encode()
            case _ if self.order.picture.round.declared:  # no events to list: its tables are the workbook
                return documents.tables_xlsx(doc)
            case _:
                words = pictures.labels(self.by, self.order.picture)
                names = {key: label.partition(",")[0] for key, label in words.items()}
                return documents.xlsx(doc, json.loads(said.document), names=names)

    def bundled(self, said: Composed, told: Told, pages: Mapping[FileKind, bytes]) -> bytes:
        """Make the bundle: what is needed to compute the edition again from the frozen rows, but not the rows."""
        observed = self.order.picture.round
        if observed.rows is None:
            raise Refused(_("Underlaget är inte fryst."))
        behind = observations.file_names(self.by, observed)
        recipe = bundle.Recipe(
            inputs=tuple(bundle.Input(name=name, sha256=sha256) for sha256, name in behind.items()),
            rows=bundle.Input(name=ROWS, sha256=observed.rows.sha256),
        )
        return bundle.write(
            json.loads(said.document),
            recipe=recipe,
            pages={f"picture.{kind.value}": content for kind, content in pages.items()},
            frozen=bundle.frozen_round(told.observed),
        )

    def laid_out(self, said: Composed) -> documents.Document:
        """Lay out the document that every format is made of."""
        order, imprint, look = self.order, self.order.imprint, self.order.look
        local = timezone.localtime(order.at).replace(microsecond=0)
        meta: dict[str, object] = {
            "organisation": imprint.organisation,
            "period": parse(order.picture.period).label,
            "generated_at": local.astimezone(FixedZone(local.utcoffset() or timedelta())),
            "digest": hashlib.sha256(said.document.encode()).hexdigest(),
            "notice": _notices(order, said.sections),
        }
        if order.version:
            word = (
                "established" if order.picture.judged_at else "published"
            )  # what nobody has judged is no decision
            meta |= {"version": order.version, word: f"{local:%Y-%m-%d %H:%M}, {imprint.person}"}
        else:
            meta["version"] = DRAFT
            look = replace(look, footer=" · ".join(text for text in (DRAFT, look.footer) if text))
        if order.recipient:
            meta["Mottagare"] = order.recipient
        return documents.document(
            title=order.picture.title,
            subtitle=said.sentence,
            edition=order.edition,
            sections=said.sections,
            meta=meta,
            brand=look,
        )


def draft_file(
    *,
    by: Scope,
    at: datetime,
    picture: Picture,
    edition: Edition,
    imprint: Imprint,
    look: documents.Brand,
    kind: FileKind,
) -> bytes:
    """Make a document to read before anything is decided; each page says that it is a draft. Nothing is kept."""
    order = Order(
        picture=picture,
        edition=edition,
        imprint=imprint,
        at=at,
        look=look,
        threshold=policies.smallest_count(queries.decision_in_force(by, policies.local_day(at))),
    )
    press = Press(by=by, order=order)
    return press.rendered(press.composed(), kind)


def _notices(order: Order, sections: Sequence[Section]) -> tuple[str, ...]:
    """What a reader must know first; that nobody has judged the picture, in each edition."""
    draft = "" if order.version else f"{DRAFT}."
    judging = "" if order.picture.judged_at else _unjudged(sections)
    return tuple(notice for notice in (draft, order.imprint.notice, judging) if notice)


def _unjudged(sections: Sequence[Section]) -> str:
    if any(section.levels for section in sections):
        return "Lägesbilden är inte bedömd: nivåerna är systemets förslag."
    return "Lägesbilden är inte bedömd: den visar vad systemet har räknat fram."
