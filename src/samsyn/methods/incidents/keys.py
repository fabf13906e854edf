"""The figures that this method can find, in the words of its reference page."""

KEYS: dict[str, str] = {
    "count": "antal under perioden, i allt, per område, per kategori och per område och kategori",
    "count_without_area": "antal under perioden på rader utan område",
    "count_without_category": "antal under perioden på rader utan kategori",
    "rate_per_1000": "antal under perioden per 1 000 invånare",
    "zero_reports": "nollrapporter under perioden",
    "positive_observations": "positiva iakttagelser under perioden",
    "reporters_answered": "andel av de väntade rapportörerna som svarade",
    "silent_reporter": "en väntad rapportör som inte svarade",
    "reports_per_reporter": "antal per aktiv rapportör",
    "change": "antal delat med det väntade, med falska larm kontrollerade",
    "change_pooled": "samma sak för ett områdes ovanliga kategorier sammanlagda",
    "area_level": "föreslagen lägesnivå för ett område",
    "ratio_to_earlier_year": "antal per dag delat med samma period ett tidigare år",
    "rhythm_weekday": "veckodagens andel",
    "rhythm_hour": "timmens andel av dygnet",
    "rhythm_peak": "andelen under veckans mest belastade fyra timmar",
}

NAMES: dict[str, str] = {
    "count": "antal",
    "count_without_area": "antal utan område",
    "count_without_category": "antal utan kategori",
    "rate_per_1000": "antal per 1 000 invånare",
    "zero_reports": "nollrapporter",
    "positive_observations": "positiva iakttagelser",
    "reporters_answered": "andel rapportörer som svarade",
    "silent_reporter": "tyst rapportör",
    "reports_per_reporter": "antal per aktiv rapportör",
    "change": "antal mot väntat",
    "change_pooled": "antal mot väntat, ovanliga kategorier",
    "area_level": "lägesnivå",
    "ratio_to_earlier_year": "antal mot tidigare år",
    "rhythm_weekday": "veckodagens andel",
    "rhythm_hour": "timmens andel",
    "rhythm_peak": "veckans mest belastade timmar",
}
"""The same figures by a short name, for lists."""
