"""Whose document it is, to the eye: the organisation's logo and its colour."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from math import floor

from samsyn.charts import tokens
from samsyn.errors import BadInput

READABLE = 4.5  # contrast with white (WCAG 2.2, 1.4.3)
PIXELS = 25_000_000  # of a logo as it is given
BOX = (1200, 600)  # px of a logo as it is kept


@dataclass(frozen=True, kw_only=True)
class Brand:
    """
    The organisation's logo and colour; both can be left out.

    Parameters
    ----------
    logo : bytes, optional
        A PNG or JPEG picture. It is drawn anew, so that nothing but the picture itself goes out.
    logo_text : str
        What the logo says, for those who do not see it.
    accent : str
        A colour as "#RRGGBB", dark enough to be read on white and on the page of the HTML file.
    footer : str
        A line at the foot of each page, such as the organisation's address.

    Raises
    ------
    BadInput
        If the colour cannot be read on white, or the logo is no such picture.
    """

    logo: bytes | None = None
    logo_text: str = "Logotyp"
    accent: str = tokens.LIGHT["accent"]
    footer: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.accent):
            raise BadInput(f"Färgen {self.accent!r} ska skrivas som #RRGGBB, till exempel #0B5563.")
        contrast = min(tokens.contrast(self.accent, paper) for paper in ("#FFFFFF", tokens.LIGHT["paper"]))
        if contrast < READABLE:
            shown = f"{floor(contrast * 10) / 10:.1f}".replace(".", ",")
            raise BadInput(
                f"Färgen {self.accent} är för ljus mot vitt papper: kontrasten är {shown}, och minst 4,5 krävs."
            )
        if self.logo is not None:
            object.__setattr__(self, "logo", _redrawn(self.logo))


def _redrawn(data: bytes) -> bytes:
    """Return a picture as a PNG of reasonable size, without what else the file may carry."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as given:
                if given.width * given.height > PIXELS:
                    raise BadInput("Logotypen är större än 25 miljoner bildpunkter. Ge en mindre bild.")
                picture = given.convert("RGBA")
        picture.thumbnail(BOX)
        clean = Image.new("RGBA", picture.size)
        clean.paste(picture)
        kept = BytesIO()
        clean.save(kept, "PNG")
        return kept.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadInput("Logotypen ska vara en PNG- eller JPEG-bild som går att öppna.") from None
    except Image.DecompressionBombWarning:
        raise BadInput("Logotypen är större än 25 miljoner bildpunkter. Ge en mindre bild.") from None
