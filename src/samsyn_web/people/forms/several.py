"""Several members at once, from a list that was pasted or sent as a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samsyn_web.base.scope import Role
from samsyn_web.people.policies import needs_address

MOST_ROWS, MOST_BYTES, LONGEST = 500, 500_000, 120
HEADS = {"namn", "name"}


@dataclass(frozen=True, kw_only=True)
class ListedMember:
    """One row of the list, with what is wrong in it."""

    number: int
    name: str
    email: str
    role: Role | None
    role_text: str
    function_title: str
    unit: str
    errors: tuple[str, ...] = ()


class SeveralForm(forms.Form):
    """The list as text or as a file; `cleaned_data["rows"]` holds its rows, right and wrong."""

    text = forms.CharField(
        label=_("Lista"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "En person på varje rad: namn; e-post; roll; funktion; arbetsplats. Klistra gärna in från ett kalkylblad."
        ),
    )
    file = forms.FileField(
        label=_("Eller en CSV-fil"), required=False, help_text=_("Samma kolumner i samma ordning.")
    )

    def clean(self) -> dict[str, Any]:
        """Read the rows; an empty list, or one that is too long, is an error of the whole form."""
        found = super().clean() or {}
        text = _read(found["file"]) if found.get("file") else found.get("text") or ""
        rows = rows_of(text)
        if not rows:
            raise ValidationError(gettext("Listan är tom. Skriv minst en rad, eller välj en fil."))
        if len(rows) > MOST_ROWS:
            raise ValidationError(gettext("Listan har fler än {n} rader. Dela den.").format(n=MOST_ROWS))
        return {**found, "text": text, "rows": rows}


def _read(file: Any) -> str:
    if file.size > MOST_BYTES:
        raise ValidationError(gettext("Filen är för stor för en lista med namn."))
    content: bytes = file.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def rows_of(text: str) -> list[ListedMember]:
    """Return the rows of a list, a heading left out, each with what is wrong in it."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip(" ;\t,")]
    if not lines:
        return []
    mark = max(";\t,", key=lines[0][1].count)
    cells = [(n, next(csv.reader([line], delimiter=mark))) for n, line in lines]
    if cells[0][1][0].strip().casefold() in HEADS:
        cells = cells[1:]
    return _twice([_row(n, [cell.strip() for cell in row]) for n, row in cells])


def _row(number: int, cells: list[str]) -> ListedMember:
    name, email, role_text, function_title, unit, *rest = [*cells, "", "", "", "", ""]
    role = role_named(role_text)
    errors = []
    if not name:
        errors.append(gettext("Namnet saknas."))
    if role is None:
        known = ", ".join(one.label for one in Role)
        errors.append(
            gettext("Det finns ingen roll ”{role}”. Välj bland {known}.").format(role=role_text, known=known)
        )
    if any(rest):
        errors.append(gettext("Raden har fler än fem kolumner."))
    if any(len(text) > LONGEST for text in (name, function_title, unit)):
        errors.append(gettext("En text är längre än {n} tecken.").format(n=LONGEST))
    if email and not _is_address(email):
        errors.append(gettext("{email} är ingen e-postadress.").format(email=email))
    if not email and role is not None and needs_address(role):
        errors.append(gettext("E-postadressen saknas. Bara en rapportör klarar sig utan."))
    return ListedMember(
        number=number, name=name, email=email, role=role, role_text=role.label if role else role_text,
        function_title=function_title, unit=unit, errors=tuple(errors),
    )  # fmt: skip


def _twice(rows: list[ListedMember]) -> list[ListedMember]:
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        key = row.email.casefold()
        first = seen.setdefault(key, row.number) if key else row.number
        if first != row.number:
            again = gettext("Adressen står också på rad {n}.").format(n=first)
            row = replace(row, errors=(*row.errors, again))
        found.append(row)
    return found


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def role_named(text: str) -> Role | None:
    """Return the role that a text names, in Swedish, in the reader's language or as stored; none for another text."""
    wanted = text.strip().casefold()
    if wanted in list(Role):
        return Role(wanted)
    own = {role.label.casefold(): role for role in Role}
    with override("sv"):
        swedish = {role.label.casefold(): role for role in Role}
    return {**own, **swedish}.get(wanted)
