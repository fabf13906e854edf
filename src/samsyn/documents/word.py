"""A document as a Word file to work on: real headings, tables, captions and alternative texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from samsyn.charts import png, resolve
from samsyn.charts.format import cleaned
from samsyn.cycle import Section
from samsyn.documents.composed import Document
from samsyn.documents.packed import repacked
from samsyn.documents.printed import LOGO_MM, TEXT_MM, UNDATED, WIDTH, content
from samsyn.documents.word_package import empty_file
from samsyn.documents.word_tables import ROOM, table
from samsyn.documents.word_xml import bookmarked, field, link, node, paragraph, run, tab

TALLEST_MM = 118
PROPERTY = 255  # letters that a property of the file may have
CONTENTS_FROM = 4  # sections
TWIP = 635  # of Word's own units in a twentieth of a point
HOW = "Hur räknades detta. "
NUMBERED = re.compile(r"^(?:Tabell|Figur) \d+\. ")
WORD_HEADINGS = 'TOC \\o "1-1" \\h \\z \\u'


def docx(doc: Document) -> bytes:
    """
    Return a document as a Word file, A4, with the words and figures of the PDF.

    Notes
    -----
    Equal documents give equal bytes. The list of contents is a field: it links at once and gets page numbers when Word
    updates it. The typeface is in the file. Long tables are cut as in the PDF.
    """
    shown = cleaned(content(doc))
    pages = Pages(empty_file(accent=doc.brand.accent, footer=shown["footer"]))
    if doc.wide:
        pages.lie_down()
    _front(pages, doc, shown)
    contents(pages, shown)
    for section, said in zip(doc.body, shown["sections"], strict=True):
        _section(pages, section, said)
    _facts(pages, shown)
    describe(pages.file, doc, shown)
    saved = BytesIO()
    pages.file.save(saved)
    return repacked(saved.getvalue())


class Pages:
    """The file being written, and how many captions of each kind and headings it has so far."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.captions: Counter[str] = Counter()
        self.headings = 0
        self.room = ROOM

    def lie_down(self) -> None:
        """Turn the pages to landscape, which gives tables more room."""
        page = self.file.sections[0]
        more = (page.page_height - page.page_width) // TWIP
        for part in (self.file.styles.element, page.footer._element):
            for stop in part.iter(qn("w:tab")):
                if stop.get(qn("w:val")) == "right":
                    stop.set(qn("w:pos"), str(int(stop.get(qn("w:pos"))) + more))
        self.room += more
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width

    def add(self, *elements: Any) -> None:
        """Put elements at the end, before the page's own settings."""
        for element in elements:
            self.file.element.body.sectPr.addprevious(element)

    def say(self, style: str, *texts: str) -> None:
        """Add a paragraph for each text that says something."""
        self.add(*(paragraph(style, text) for text in texts if text))

    def heading(self, text: str) -> None:
        """Add a heading of a section, to which the list of contents leads."""
        self.headings += 1
        self.add(paragraph("Heading1", *bookmarked(anchor(self.headings), self.headings, text)))

    def caption(self, style: str, kind: str, text: str) -> None:
        """Add a caption with a number that Word keeps; a number that the text brings is left out."""
        self.captions[kind] += 1
        text = unnumbered(text)
        counter = field(f"SEQ {kind} \\* ARABIC", str(self.captions[kind]))
        self.add(paragraph(style, f"{kind} ", counter, f". {text}"))

    def picture(self, data: bytes, *, name: str, alt: str, tallest: int = TALLEST_MM) -> None:
        """Add a picture with its alternative text, as wide as the text unless it becomes too tall."""
        made = self.file.add_paragraph()
        shape = made.add_run().add_picture(BytesIO(data), width=Mm(TEXT_MM))
        if shape.height > Mm(tallest):
            shape.width, shape.height = round(shape.width * Mm(tallest) / shape.height), Mm(tallest)
        inline = shape._inline
        inline.docPr.set("name", name)
        inline.docPr.set("descr", alt)
        made._p.get_or_add_pPr().insert(0, node("pStyle", val="Picture"))


def unnumbered(text: str) -> str:
    """Return a caption without the number that it may begin with: Word counts by itself."""
    return NUMBERED.sub("", text)


def anchor(number: int) -> str:
    """Return the name of the bookmark at a heading, in the form that Word itself uses."""
    return f"_Toc{number:08d}"


def _front(pages: Pages, doc: Document, shown: Mapping[str, Any]) -> None:
    """The first page: whose it is and for whom, what it says, the levels, what has changed."""
    if doc.brand.logo:
        alt = doc.brand.logo_text or "Logotyp"
        pages.picture(doc.brand.logo, name="Logotyp", alt=alt, tallest=LOGO_MM)
    said = " · ".join(text for text in (shown["organisation"], shown["edition"]) if text)
    pages.add(paragraph("Masthead", run(said, style="Hyperlink", bold=True), tab(), shown["readers"]))
    pages.say("Title", shown["title"])
    pages.say("Normal", shown["period"])
    pages.say("Notice", *shown["notices"])
    pages.say("Subtitle", shown["says"])
    if shown["levels"] or shown["other_levels"]:
        pages.heading("Läget per område")
    if shown["levels"]:
        pages.add(table(_levels(shown)))
    pages.say("Normal", shown["other_levels"])
    if shown["highlights"]:
        pages.heading(shown["highlighted"])
        pages.say("ListBullet", *shown["highlights"])


def _levels(shown: Mapping[str, Any]) -> dict[str, Any]:
    levels = shown["levels"]
    looks = shown["looks"]
    return {
        "caption": "Läget per område",
        "heads": ["Område", "Riktning", "Nivå"],
        "numbers": [False, False, False],
        "rows": [[one["name"], one["trend"], looks[one["status"]]["word"]] for one in levels],
        "levels": [one["status"] for one in levels],
        "level_column": 2,
    }


def contents(pages: Pages, shown: Mapping[str, Any]) -> None:
    """The list of contents as Word makes it, so that Word offers to update it; links stand there until then."""
    titles = [section["title"] for section in shown["sections"]]
    if len(titles) < CONTENTS_FROM:
        return
    if shown["facts"]:
        titles.append("Om dokumentet")
    first = pages.headings + 1
    entries = [paragraph("TOC1", link(anchor(first + n), title)) for n, title in enumerate(titles)]
    start = [
        node("r", node("fldChar", fldCharType="begin")),
        node("r", _instruction(WORD_HEADINGS)),
        node("r", node("fldChar", fldCharType="separate")),
    ]
    for n, part in enumerate(start):
        entries[0].insert(1 + n, part)
    entries[-1].append(node("r", node("fldChar", fldCharType="end")))
    gallery = node("docPartObj", node("docPartGallery", val="Table of Contents"), node("docPartUnique"))
    heading = paragraph("TOCHeading", "Innehåll")
    pages.add(node("sdt", node("sdtPr", gallery), node("sdtContent", heading, *entries)))


def _instruction(code: str) -> Any:
    made = node("instrText")
    made.text = f" {code} "
    return made


def _section(pages: Pages, section: Section, said: Mapping[str, Any]) -> None:
    """A section: what it says, the pictures, the tables, how it was computed."""
    pages.heading(said["title"])
    pages.say("Lead", said["lead"])
    pages.say("Normal", *said["paragraphs"])
    for chart, words in zip(section.charts, said["charts"], strict=True):
        pages.say("Heading2", unnumbered(words["title"]) if words["headed"] else "")
        drawn = png(resolve(chart, width=WIDTH).spec)
        pages.picture(drawn, name=words["title"], alt=words["alt"])
        pages.caption("Caption", "Figur", words["sentence"] if words["captioned"] else words["title"])
    tables(pages, said["tables"])
    if said["method"]:
        pages.add(paragraph("HowComputed", run(HOW, style="Strong"), said["method"]))


def tables(pages: Pages, some: Sequence[Mapping[str, Any]]) -> None:
    for one in some:
        pages.caption("TableCaption", "Tabell", one["caption"])
        pages.add(table(one, pages.room))
        pages.add(paragraph("TableNote", one["note"]))  # two tables in a row would become one


def _facts(pages: Pages, shown: Mapping[str, Any]) -> None:
    if shown["facts"]:
        pages.heading("Om dokumentet")
    for label, text in shown["facts"]:
        pages.add(paragraph("Fact", run(label, style="Strong"), tab(), text))


def describe(file: Any, doc: Document, shown: Mapping[str, Any]) -> None:
    """What the file says about itself: title, author, subject, language and day."""
    about = file.core_properties
    at = (doc.generated_at or UNDATED).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    author = shown["organisation"] or "Samsyn"
    texts = {
        "title": shown["title"],
        "author": author,
        "last_modified_by": author,
        "subject": shown["says"],
        "keywords": ", ".join(text for text in (doc.period, shown["edition"]) if text),
        "comments": shown["readers"],
        "category": shown["edition"],
    }
    for name, text in texts.items():
        setattr(about, name, cleaned(text)[:PROPERTY])
    about.language = "sv-SE"
    about.created = about.modified = at
    about.revision = 1
