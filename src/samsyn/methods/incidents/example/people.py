"""Who reports in the invented municipality. None of them exists."""

from __future__ import annotations

# Name, function and workplace of each of the example's kinds of reporter.
PEOPLE = {
    "caretaker": ("Siv Sand", "Bovärd", "Exempelbostäder"),
    "school": ("Olle Ox", "Skolvärd", "Grundskolorna"),
    "preschool": ("Pia Palm", "Rektor", "Förskolorna"),
    "youth": ("Fia Flod", "Fritidsledare", "Fritidsgårdarna"),
    "host": ("Kim Kvist", "Trygghetsvärd", "Fältgruppen"),
    "park": ("Per Park", "Arbetsledare", "Park och gata"),
    "library": ("Britta Bok", "Bibliotekarie", "Biblioteket"),
    "sport": ("Ivar Idun", "Vaktmästare", "Idrottshallen"),
    "care": ("Hedda Hult", "Enhetschef", "Hemtjänsten"),
    "rescue": ("Ragnar Rök", "Styrkeledare", "Räddningstjänsten"),
    "transit": ("Tage Tur", "Trafikledare", "Busstrafiken"),
    "guard": ("Vera Vakt", "Ordningsvakt", "Stationsstaden"),
    "trade": ("Hanna Hök", "Centrumledare", "Handeln"),
    "police": ("Pål Polis", "Områdespolis", "Polisen"),
    "village": ("Bertil By", "Kontaktperson", "Byalagen"),
}
