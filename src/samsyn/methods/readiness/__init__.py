"""
Community Readiness (förändringsberedskap): interviews scored by two scorers, consensus, profile, change.

    scores.py     scores of interviews by dimension and rater, checked
    score_file.py  scores of a measurement made elsewhere, each fault by row
    profile.py    dimensions, overall, stages, sectors
    agree.py      how well the two scorers agree
    register.py   what scorers agreed on as a table
    find.py, sections.py, method.py    the method as the cycle sees it
    change.py     two waves, refused where the validity questions say that they cannot be compared

References
----------
.. [1] B. A. Plested, R. W. Edwards & P. Jumper-Thurman (2006), Community Readiness: A Handbook for Successful Change,
   Tri-Ethnic Center for Prevention Research, Colorado State University (six dimensions).
.. [2] E. R. Oetting, B. A. Plested, R. W. Edwards et al. (2014), Tri-Ethnic Center Community Readiness Handbook, 2nd
   ed. (five dimensions).
"""

from samsyn.methods.readiness.agree import Agreed, agreement
from samsyn.methods.readiness.change import Compared, DimensionChange, Validity, compare
from samsyn.methods.readiness.profile import DimensionScore, Profile, profile, sector_profiles
from samsyn.methods.readiness.score_file import RowFault, ScoreFile, read_score_rows, with_codes
from samsyn.methods.readiness.scores import Score, Scores, gather

__all__ = [
    "Agreed",
    "Compared",
    "DimensionChange",
    "DimensionScore",
    "Profile",
    "RowFault",
    "Score",
    "ScoreFile",
    "Scores",
    "Validity",
    "agreement",
    "compare",
    "gather",
    "profile",
    "read_score_rows",
    "sector_profiles",
    "with_codes",
]
