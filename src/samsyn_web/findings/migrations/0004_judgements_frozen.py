"""
Let the database itself keep what people have said about a picture.

Rows are added while the picture is a draft, about its own figures; none is changed; and none is taken away once the
picture is published. `remove` is also used by tests with real transactions, which empty every table.
"""

from django.db import migrations

TABLES = {
    "findings_leveljudgement": True,  # True: about a figure
    "findings_alarmanswer": True,
    "findings_fieldnote": False,
    "findings_priority": False,
}
CHANGED = "what is said about a picture is never changed"
CLOSED = "only a draft is judged, and only by its own figures"
TAKEN = "what is said about a published picture stays"
DRAFT = "EXISTS (SELECT 1 FROM findings_picture WHERE id = NEW.picture_id AND state = 'draft')"
OWN = "EXISTS (SELECT 1 FROM findings_findingrecord WHERE id = NEW.finding_id AND picture_id = NEW.picture_id)"
PUBLISHED = "EXISTS (SELECT 1 FROM findings_picture WHERE id = OLD.picture_id AND state = 'published')"


def may_add(about_figure):
    return f"{DRAFT} AND {OWN}" if about_figure else DRAFT


def sqlite(table, about_figure):
    yield f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END"
    yield (
        f"CREATE TRIGGER {table}_open BEFORE INSERT ON {table} WHEN NOT ({may_add(about_figure)}) "
        f"BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
    )
    yield (
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN {PUBLISHED} "
        f"BEGIN SELECT RAISE(ABORT, '{TAKEN}'); END"
    )


def postgresql(table, about_figure):
    yield f"""
        CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'restrict_violation';
          ELSIF TG_OP = 'INSERT' THEN
            IF NOT ({may_add(about_figure)}) THEN
              RAISE EXCEPTION '{CLOSED}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
          END IF;
          IF {PUBLISHED} THEN
            RAISE EXCEPTION '{TAKEN}' USING ERRCODE = 'restrict_violation';
          END IF;
          RETURN OLD;
        END $$
    """
    yield (
        f"CREATE TRIGGER {table}_guarded BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
    )


def install(connection):
    statements = sqlite if connection.vendor == "sqlite" else postgresql
    with connection.cursor() as cursor:
        for table, about_figure in TABLES.items():
            for statement in statements(table, about_figure):
                cursor.execute(statement)


def remove(connection, *, only_deletes=False):
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for name in ("kept",) if only_deletes else ("frozen", "open", "kept"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")
            elif not only_deletes:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_guarded ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {table}_guard()")


def forwards(apps, schema_editor):
    install(schema_editor.connection)


def backwards(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("findings", "0003_judging")]

    operations = [migrations.RunPython(forwards, backwards)]
