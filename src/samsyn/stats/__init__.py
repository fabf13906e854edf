"""Estimators that know no word about crime: proportions, rates, change, rhythm, agreement, space."""
