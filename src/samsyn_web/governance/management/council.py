"""The invented municipality's council: its functions and what it has met about; every word is made up."""

from __future__ import annotations

KOMMUNEN = "Exempelköpings kommun (påhittad)"
# organisation, is the municipality's own, function, level, leads the council, days ago it came, days ago it left
SEATS: tuple[tuple[str, bool, str, str, bool, int, int | None], ...] = (
    (KOMMUNEN, True, "kommunstyrelsens ordförande", "strategic", True, 700, None),
    (KOMMUNEN, True, "kommundirektör", "strategic", False, 700, None),
    (KOMMUNEN, True, "utbildningschef", "strategic", False, 700, None),
    (KOMMUNEN, True, "socialchef", "strategic", False, 700, None),
    (KOMMUNEN, True, "brottsförebyggande samordnare", "operative", False, 700, None),
    ("Polismyndigheten, Exempelköping (påhittat)", False, "lokalpolischef", "strategic", False, 700, None),
    ("Exempelköpingsbostäder AB (påhittat)", False, "vd", "strategic", False, 700, None),
    ("Räddningstjänsten Mitt (påhittad)", False, "förbundschef", "strategic", False, 420, None),
    ("Frivården Mitt (påhittad)", False, "handläggare", "operative", False, 420, None),
    ("Köpmannaföreningen (påhittad)", False, "centrumledare", "operative", False, 700, 120),
)
# days ago, time, place, form, which of the seats were there (as they stand above), others
MEETINGS: tuple[tuple[int, str, str, str, tuple[int, ...], str], ...] = (
    (190, "13:00", "Stadshuset, sal Ekbacken", "place", (0, 1, 2, 3, 4, 5, 6, 7, 9), ""),
    (70, "13:00", "Stadshuset, sal Ekbacken", "both", (0, 1, 3, 4, 5, 6, 8), "kommunpolis"),
    (-24, "09:00", "Polishuset", "place", (), ""),
)
