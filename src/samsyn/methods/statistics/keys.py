"""The figures that this method can find, in words."""

KEYS: dict[str, str] = {
    "reported": "antal, som källan anger det",
    "share": "andel, som källan anger den",
    "rate": "per 100 000 invånare, som källan anger det",
    "rate_per_100000": "antal per 100 000 invånare, räknat med samma års folkmängd",
    "change_from_year_before": "förändring mot året före",
    "above_group_median": "skillnad mot gruppens median, där gruppen är liknande kommuner",
}
