"""How well raters agree: Krippendorff's alpha, Cohen's kappa, intraclass correlation."""

from samsyn.stats.agreement.intraclass import Form, Intraclass, intraclass
from samsyn.stats.agreement.kappa import Kappa, Weights, cohen_kappa
from samsyn.stats.agreement.krippendorff import Alpha, Level, krippendorff_alpha

__all__ = [
    "Alpha",
    "Form",
    "Intraclass",
    "Kappa",
    "Level",
    "Weights",
    "cohen_kappa",
    "intraclass",
    "krippendorff_alpha",
]
