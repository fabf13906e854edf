"""Let the database itself refuse to change a secrecy decision."""

from django.db import migrations

TABLE = "reports_secrecydecision"
MESSAGE = "a secrecy decision is never changed"


def forwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    trigger = f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE}"
    if sqlite:
        schema_editor.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END")
    else:
        schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION reports_refuse()")


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_frozen" + ("" if sqlite else f" ON {TABLE}"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_decisions")]

    operations = [migrations.RunPython(forwards, backwards)]
