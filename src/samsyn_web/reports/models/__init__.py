"""What is published, for whom, and in whose dress."""

from samsyn_web.reports.models.brands import Brand
from samsyn_web.reports.models.partners import Partner, PartnerKind
from samsyn_web.reports.models.publications import FileKind, Publication, PublishedFile

__all__ = ["Brand", "FileKind", "Partner", "PartnerKind", "Publication", "PublishedFile"]
