"""The organisation's logo, colour and footer line: the same in the PDF and on the page as in Word, and never markup."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate
from PIL import Image

from samsyn import documents
from samsyn.charts import tokens
from samsyn.cycle import Edition, Section
from samsyn.documents import Brand, Document, docx, html, pdf
from samsyn.errors import BadInput
from tests.support.opened_word import Word
from tests.support.read_pages import pdf_text

ACCENT, FOOTER = "#7A1F5C", "Storgatan 1, #strong[Exempelköping] <b>&"


def logo() -> bytes:
    """Half red, half clear."""
    made = Image.new("RGBA", (300, 100))
    made.paste((200, 20, 20, 255), (0, 0, 150, 100))
    file = BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


def branded(brand: Brand | None = None) -> Document:
    """A short document in the organisation's dress."""
    return documents.document(
        title="Läget",
        subtitle="Lugnt.",
        edition=Edition.PUBLIC,
        sections=(Section(key="a", title="Avsnitt", lead="Inget."),),
        meta={"organisation": "Exempelköping"},
        brand=brand or Brand(logo=logo(), logo_text="Kommunens *vapen*", accent=ACCENT, footer=FOOTER),
    )


def colours(data: bytes) -> set[tuple[float, ...]]:
    """The colours that the first page is filled with, 0 to 255."""
    with pikepdf.open(BytesIO(data)) as file:
        found = set()
        for operands, operator in pikepdf.parse_content_stream(file.pages[0]):
            if str(operator) in ("rg", "scn") and len(operands) == 3:
                found.add(tuple(round(float(one) * 255) for one in operands))
        return found


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def test_the_pdf_has_the_logo_with_its_text_the_colour_and_the_line(tmp_path: Path) -> None:
    made = pdf(branded())
    with pikepdf.open(BytesIO(made)) as file:
        kinds = [one for one in file.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
        images = [(int(one.Width), int(one.Height)) for one in kinds if one.get("/Subtype") == "/Image"]
        assert (300, 100) in images
        assert "Kommunens *vapen*" in [str(one.get("/Alt", "")) for one in kinds]
    assert FOOTER.replace(" ", "") in pdf_text(made).replace(" ", "")
    assert rgb(ACCENT) in colours(made)
    assert rgb(tokens.LIGHT["accent"]) not in colours(made)
    assert rgb(tokens.LIGHT["accent"]) in colours(pdf(branded(Brand())))
    assert pdf(branded()) == made
    (tmp_path / "a.pdf").write_bytes(made)
    assert [finding.message for finding in validate(str(tmp_path / "a.pdf")).findings] == []


def test_the_page_has_them_too() -> None:
    page = html(branded())
    assert 'alt="Kommunens *vapen*"' in page
    assert f"--accent: {ACCENT}" in page
    assert "Storgatan 1, #strong[Exempelköping] &lt;b&gt;&amp;" in page
    plain = html(branded(Brand()))
    assert 'class="logo"' not in plain
    assert ACCENT not in plain


def test_word_has_the_line_at_the_foot() -> None:
    word = Word(docx(branded()))
    assert "Storgatan 1, #strong[Exempelköping] &lt;b&gt;&amp;" in word.parts["word/footer1.xml"].decode()


@pytest.mark.parametrize(("accent", "contrast"), [("#FFE900", "1,1"), ("#888888", "3,3"), ("#767676", "4,3")])
def test_too_light_a_colour_is_told_with_its_contrast(accent: str, contrast: str) -> None:
    # 767676 has 4.54 on white and 4.3 on the page of the HTML file, which is a little darker
    with pytest.raises(
        BadInput, match=f"för ljus mot vitt papper: kontrasten är {contrast}, och minst 4,5 krävs"
    ):
        Brand(accent=accent)
