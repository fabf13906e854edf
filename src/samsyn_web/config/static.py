"""Static files in production: collected once, with a digest in each name, compressed."""

from __future__ import annotations

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]
MODULES = ("incidents/report/*.js", "js/guard*.js")  # that import each other


class SamsynStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """
    Follow addresses within style sheets, and between our own modules.

    Source maps are not followed: some packages name them and do not ship them.
    """

    patterns = (
        *((glob, rules[:2]) for glob, rules in HashedFilesMixin.patterns if glob == "*.css"),
        *((glob, IMPORTS) for glob in MODULES),
    )
