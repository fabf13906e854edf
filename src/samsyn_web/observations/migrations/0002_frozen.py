"""Let the database itself refuse to change a frozen round."""

from django.db import migrations

TABLE, PART = "observations_round", "observations_roundfile"
MESSAGE = "a frozen round is never changed"

SQLITE = [
    f"CREATE TRIGGER round_frozen BEFORE UPDATE ON {TABLE} WHEN OLD.state = 'frozen' "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    f"CREATE TRIGGER round_file_frozen BEFORE UPDATE ON {PART} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = OLD.round_id AND state = 'frozen') "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION round_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION round_file_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM {TABLE} WHERE id = OLD.round_id AND state = 'frozen') THEN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    f"CREATE TRIGGER round_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'frozen') "
    "EXECUTE FUNCTION round_refuse()",
    f"CREATE TRIGGER round_file_frozen BEFORE UPDATE ON {PART} FOR EACH ROW EXECUTE FUNCTION round_file_refuse()",
]


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    on = vendor_suffix(schema_editor)
    schema_editor.execute(f"DROP TRIGGER IF EXISTS round_frozen{on(TABLE)}")
    schema_editor.execute(f"DROP TRIGGER IF EXISTS round_file_frozen{on(PART)}")


def vendor_suffix(schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    return lambda table: "" if sqlite else f" ON {table}"


class Migration(migrations.Migration):
    dependencies = [("observations", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
