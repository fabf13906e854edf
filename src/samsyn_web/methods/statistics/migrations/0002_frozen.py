"""Let the database itself refuse to change what a file said, or that it was kept; a correction is a new file."""

from django.db import migrations

TABLE = "statistics_statisticsfile"
FROZEN = (
    "organisation_id, name, template, sha256, year, rows, options, doubts, digest, is_invented, read_by_id, read_at"
)
MESSAGE = "a file of statistics is never changed"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
"""
TRIGGERS = {
    f"{TABLE}_frozen": (f"BEFORE UPDATE OF {FROZEN}", ""),
    f"{TABLE}_kept": ("BEFORE UPDATE OF kept_at", "OLD.kept_at IS NOT NULL"),
}


def forwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(FUNCTION)
    for name, (when, only) in TRIGGERS.items():
        if sqlite:
            guard = f" WHEN {only}" if only else ""
            does = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            schema_editor.execute(f"CREATE TRIGGER {name} {when} ON {TABLE}{guard} {does}")
        else:
            guard = f" WHEN ({only})" if only else ""
            does = "EXECUTE FUNCTION statistics_refuse()"
            schema_editor.execute(f"CREATE TRIGGER {name} {when} ON {TABLE} FOR EACH ROW{guard} {does}")


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f" ON {TABLE}"))


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
