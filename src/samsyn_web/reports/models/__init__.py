"""What is published, for whom, in whose dress, and what was decided about it."""

from samsyn_web.reports.models.brands import Brand
from samsyn_web.reports.models.decisions import PublicDecision, SecrecyDecision
from samsyn_web.reports.models.partners import Partner, PartnerKind
from samsyn_web.reports.models.publications import FileKind, Publication, PublishedFile

__all__ = [
    "Brand",
    "FileKind",
    "Partner",
    "PartnerKind",
    "PublicDecision",
    "Publication",
    "PublishedFile",
    "SecrecyDecision",
]
