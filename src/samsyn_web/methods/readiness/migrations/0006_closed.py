"""Let the database itself refuse a change of what was agreed on once the measurement is closed, and of the closing."""

from django.db import migrations

AGREED, INTERVIEWS, MEASURED = "readiness_consensus", "readiness_interview", "readiness_measurement"
MESSAGE = "a closed measurement is never changed"
CLOSED = (
    f"EXISTS (SELECT 1 FROM {INTERVIEWS} i JOIN {MEASURED} m ON m.id = i.measurement_id "
    "WHERE i.id = NEW.interview_id AND m.closed_at IS NOT NULL)"
)
FROZEN = "organisation_id, unit, wave, definition, edition, mode, previous_id, closed_at"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION readiness_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {CLOSED} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END IF;
        RETURN NEW;
    END $$
"""
REFUSE = f"""
    CREATE OR REPLACE FUNCTION readiness_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(
                f"CREATE TRIGGER {AGREED}_{event.lower()} BEFORE {event} ON {AGREED} WHEN {CLOSED} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        schema_editor.execute(
            f"CREATE TRIGGER {MEASURED}_closed BEFORE UPDATE OF {FROZEN} ON {MEASURED} "
            f"WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute(REFUSE)
    schema_editor.execute(
        f"CREATE TRIGGER {AGREED}_closed BEFORE INSERT OR UPDATE ON {AGREED} "
        "FOR EACH ROW EXECUTE FUNCTION readiness_refuse_closed()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {MEASURED}_closed BEFORE UPDATE OF {FROZEN} ON {MEASURED} FOR EACH ROW "
        "WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION readiness_refuse_change()"
    )


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name in [f"{AGREED}_insert", f"{AGREED}_update"] if sqlite else [f"{AGREED}_closed"]:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f" ON {AGREED}"))
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {MEASURED}_closed" + ("" if sqlite else f" ON {MEASURED}"))


class Migration(migrations.Migration):
    dependencies = [("readiness", "0005_texts")]

    operations = [migrations.RunPython(forwards, backwards)]
