"""Let the database itself refuse to change what was decided, read or computed; a change is a new row."""

from django.db import migrations

TABLES = (
    "outcomes_evaluation",
    "outcomes_evaluationresult",
    "outcomes_indicatorreading",
    "outcomes_implementation",
)
MESSAGE = "an evaluation, its result and a reading are never changed"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION outcomes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
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
            schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION outcomes_refuse()")


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen" + ("" if sqlite else f" ON {table}"))


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
