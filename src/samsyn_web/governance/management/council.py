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

# meeting (as they stand above), title, purpose, text, what the minutes say
POINTS: tuple[tuple[int, str, str, str, str], ...] = (
    (0, "Lägesbilden för våren", "discussion", "Samlingarna i Ekbacken ökar.", 
     "Rådet delar bilden. Polisen ser samma sak på kvällarna. Uppdiktat."),
    (0, "Ljuset på Järnvägsgatan", "decision", "Tre lampor är släckta sedan i vintras.", 
     "Tekniska förvaltningen har pengar i årets budget. Uppdiktat."),
    (1, "Vem ansvarar för torget efter stängning?", "decision", "Ingen har ansvaret i dag.", 
     "Frågan kräver ett politiskt beslut. Uppdiktat."),
    (1, "Överenskommelsen med polisen", "information", "Den går ut om ett halvår.", "Förnyelsen förbereds. Uppdiktat."),
    (2, "Uppföljning av rådets beslut", "discussion", "Vad är klart och vad dröjer?", ""),
    (2, "Ny lägesbild", "information", "", ""),
)  # fmt: skip
# point (as they stand above), what it becomes, text, function, days after the meeting, how it went where it is done
DECIDED: tuple[tuple[int, str, str, str, int, str], ...] = (
    (0, "task", "Fältgruppen är i Ekbacken fredag och lördag kväll under sommaren", "Socialchef", 60,
     "Genomfört juni–augusti"),
    (1, "task", "Redovisa för rådet när lamporna på Järnvägsgatan är lagade", "Teknisk chef", 100, ""),
    (2, "question", "Vem ansvarar för torget i Ekbacken efter klockan 19?", "Kommundirektör", 110, ""),
    (3, "task", "Ta fram ett förslag till förnyad överenskommelse", "Brottsförebyggande samordnare", 130, ""),
)  # fmt: skip
WANTED = "Peka ut en ansvarig förvaltning för torget (påhittat)"
# meeting (as they stand above), days after it that its minutes were adjusted, by whom
ADJUSTED: tuple[tuple[int, int, str], ...] = (
    (0, 9, "ordföranden och lokalpolischefen"),
    (1, 12, "ordföranden och bostadsbolagets vd"),
)

# kind, title, share of full time, days ago it began, how it was appointed, the office
POSTS: tuple[tuple[str, str, int, int, str, str], ...] = (
    ("function", "brottsförebyggande samordnare", 75, 640,
     "Kommundirektören, dnr 2024/320 (påhittad)", "trygg@exempelkoping.example"),
    ("deputy", "säkerhetschef", 10, 300,
     "Kommundirektören, dnr 2025/61 (påhittad)", "sakerhet@exempelkoping.example"),
)  # fmt: skip
INFORMATION = (
    "Kommunen, polisen, bostadsbolaget och räddningstjänsten arbetar tillsammans för färre brott och större trygghet. "
    "Varje vecka samlas det som märks ute, och varje år beslutas vad som ska göras.\n"
    "Det kommunen vet och gör publiceras. Uppgifterna på sidan är påhittade."
)
