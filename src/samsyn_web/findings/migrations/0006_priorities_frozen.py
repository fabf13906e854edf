"""Let the database itself refuse to change what an analysis period put first; a change is a new version."""

from django.db import migrations

TABLES = ("findings_prioritisation", "findings_areapriority")
MESSAGE = "what was prioritised is never changed"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION findings_priority_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
"""


def forwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        trigger = f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table}"
        if sqlite:
            schema_editor.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
        else:
            schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION findings_priority_refuse()")


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen" + ("" if sqlite else f" ON {table}"))


class Migration(migrations.Migration):
    dependencies = [("findings", "0005_area_priorities")]

    operations = [migrations.RunPython(forwards, backwards)]
