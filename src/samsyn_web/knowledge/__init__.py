"""Will hold lessons, the library of actions with evidence, courses, initiatives and packs."""
