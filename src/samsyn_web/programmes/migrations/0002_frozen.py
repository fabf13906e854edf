"""Let the database itself refuse to change a quarterly report that was handed in."""

from django.db import migrations

TABLE = "programmes_quarterlyversion"
MESSAGE = "a report that was handed in is never changed"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION programmes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
"""


def forwards(apps, schema_editor):
    trigger = f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE}"
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION programmes_refuse()")


def backwards(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_frozen{on}")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
