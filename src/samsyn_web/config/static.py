"""Static files in production: collected once, with a digest in each name, compressed."""

from __future__ import annotations

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SamsynStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """
    Follow addresses within style sheets, but not source maps, which some packages name and do not ship.

    Of the scripts only the guard imports another file by a written path: its rules.
    """

    patterns = (
        *((glob, rules[:2]) for glob, rules in HashedFilesMixin.patterns if glob == "*.css"),
        (
            "js/guard.js",
            (
                (
                    r"""(?P<matched>import (?P<what>\{ \w+ \}) from "(?P<url>\./[\w-]+\.js)";)""",
                    'import %(what)s from "%(url)s";',
                ),
            ),
        ),
    )
