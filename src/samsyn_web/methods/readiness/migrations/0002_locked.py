"""Let the database itself refuse scores that come after their lock, and changes of a lock."""

from django.db import migrations

SCORES, LOCKS = "readiness_dimensionscore", "readiness_scorelock"
MESSAGE = "locked scores are never changed"
LOCKED = f"EXISTS (SELECT 1 FROM {LOCKS} WHERE interview_id = NEW.interview_id AND scorer_id = NEW.scorer_id)"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION readiness_refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {LOCKED} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END IF;
        RETURN NEW;
    END $$
"""
REFUSE = f"""
    CREATE OR REPLACE FUNCTION readiness_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(
                f"CREATE TRIGGER {SCORES}_{event.lower()} BEFORE {event} ON {SCORES} WHEN {LOCKED} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        schema_editor.execute(
            f"CREATE TRIGGER {LOCKS}_frozen BEFORE UPDATE ON {LOCKS} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute(REFUSE)
    schema_editor.execute(
        f"CREATE TRIGGER {SCORES}_locked BEFORE INSERT OR UPDATE ON {SCORES} "
        "FOR EACH ROW EXECUTE FUNCTION readiness_refuse_locked()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {LOCKS}_frozen BEFORE UPDATE ON {LOCKS} FOR EACH ROW EXECUTE FUNCTION readiness_refuse()"
    )


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    names = [f"{SCORES}_insert", f"{SCORES}_update"] if sqlite else [f"{SCORES}_locked"]
    for name in names:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f" ON {SCORES}"))
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {LOCKS}_frozen" + ("" if sqlite else f" ON {LOCKS}"))


class Migration(migrations.Migration):
    dependencies = [("readiness", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
