"""Pictures: the same every time, following the theme, read as one picture, nothing fetched."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from samsyn.charts import build, inline_svg, png, render, svg
from tests.support.charted import KINDS, TREND


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_picture_is_xml_with_colours_that_follow_the_theme(kind):
    drawn = inline_svg(build(kind, KINDS[kind]), key="a", title="Titel <b>", sentence="Mening & mer")
    root = ET.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "a-title a-desc"
    assert [child.text for child in list(root)[:2]] == ["Titel <b>", "Mening & mer"]
    assert not re.search(r'"#[0-9a-fA-F]{3,6}"', drawn)
    assert "var(--" in drawn
    assert not re.search(r"\s(style|class=\"mark|on\w+)=", drawn)


def test_two_pictures_in_a_page_share_no_id():
    spec = build("trend", TREND)
    one, other = (inline_svg(spec, key=key, title="t", sentence="s") for key in ("a", "b"))
    ids = [set(re.findall(r'\bid="([^"]+)"', drawn)) for drawn in (one, other)]
    assert not ids[0] & ids[1]
    for drawn, known in ((one, ids[0]), (other, ids[1])):
        assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= known


def test_hatching_is_a_pattern_so_that_silence_does_not_rest_on_colour():
    assert 'fill="url(#hatch)"' in svg(build("trend", TREND))
    assert "<pattern" not in svg(build("trend", TREND | {"silent": []}))


def test_numbers_and_dates_are_swedish_whatever_the_machine_says():
    code = (
        "from samsyn.charts import build, svg\nfrom tests.support.charted import TREND\nimport hashlib\n"
        "data = TREND | {'values': [v and v * 1000 for v in TREND['values']]}\n"
        "drawn = svg(build('trend', data))\nassert '20\\u00a0000' in drawn and 'v. 39' in drawn\n"
        "print(hashlib.sha256(drawn.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PATH": "/usr/bin", "TZ": zone, "LANG": lang, "PYTHONPATH": "src:."},
            cwd=os.getcwd(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, lang in (("Pacific/Auckland", "C"), ("America/Los_Angeles", "en_US.UTF-8"))
    }
    assert len(digests) == 1


def test_nothing_is_fetched():
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="(?i)external|allowed|load"):
        render._drawn.__wrapped__('{"data": {"url": "http://127.0.0.1:9/x.csv"}, "mark": "point"}')
    assert svg(spec | {"data": {"values": [{}]}})


def test_control_characters_in_names_do_not_end_the_process():
    spec = build("bars", {"rows": [{"label": "Ring \x07 klocka \ud800", "value": 3}]})
    assert "Ring  klocka" in svg(spec)


def test_png_is_a_picture_on_white():
    from io import BytesIO

    from PIL import Image

    picture = Image.open(BytesIO(png(build("bars", KINDS["bars"]), scale=1)))
    assert picture.width == 680
    assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
