"""
Load Sweden's 290 municipalities.

Source: Statistics Sweden (SCB), regional divisions, CC0 (public domain); codes and names as of 2024.
"""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).with_name("municipalities.csv")


def load(apps, schema_editor):
    Municipality = apps.get_model("places", "Municipality")
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Municipality(**row) for row in csv.DictReader(lines)]
    Municipality.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
