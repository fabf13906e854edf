"""Static files in production: modules that import each other are followed to the names with digests."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

from samsyn_web.config.static import SamsynStaticStorage
from samsyn_web.methods.incidents.presenters.report_page import FILES


def test_the_modules_of_the_report_page_find_each_other(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(finders.find(name)), tmp_path / name)
    storage = SamsynStaticStorage(location=tmp_path, base_url="/static/")
    plain = StaticFilesStorage(location=tmp_path, base_url="/static/")
    for _name, _hashed, processed in storage.post_process({name: (plain, name) for name in FILES}):
        assert not isinstance(processed, Exception), processed
    followed = set()
    for name in FILES:
        if not name.endswith(".js"):
            continue
        path = tmp_path / storage.stored_name(name)
        for found in re.findall(r"""(?:from |import\()"([^"]+)\"""", path.read_text(encoding="utf-8")):
            target = (path.parent / found).resolve()
            assert target.exists(), f"{name} imports {found}"
            assert re.search(r"\.[0-9a-f]{12}\.js$", found), f"{name} imports {found} by its plain name"
            followed.add(target)
    assert len(followed) >= 8
