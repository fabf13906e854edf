"""
Let the database itself keep what was decided and told, and refuse an action that is decided without a cause.

A decided version of a plan and a note about an action are only added. An action leaves the state of a draft only with
a cause, or with the reason why there is none. That the cause is the organisation's own and not withdrawn is for the
services to check: SQLite cannot remake a table of another app that a trigger here reads. `remove` is also used by tests
with real transactions, which empty every table.
"""

from django.db import migrations

TABLES = ("actions_planversion", "actions_actionnote")
MESSAGE = "what was decided or told is never changed or removed"
CAUSELESS = "an action is decided with a cause, or the reason why there is none"
NO_CAUSE = (
    "NEW.no_cause_reason = '' AND NOT EXISTS (SELECT 1 FROM actions_actioncause link WHERE link.action_id = NEW.id)"
)


def sqlite():
    for table in TABLES:
        for what in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{what} BEFORE {what} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
    abort = f"BEGIN SELECT RAISE(ABORT, '{CAUSELESS}'); END"
    yield (
        "CREATE TRIGGER actions_action_caused BEFORE UPDATE OF status ON actions_action "
        f"WHEN OLD.status = 'draft' AND NEW.status <> 'draft' AND {NO_CAUSE} {abort}"
    )
    yield (
        "CREATE TRIGGER actions_action_caused_new BEFORE INSERT ON actions_action "
        f"WHEN NEW.status <> 'draft' AND NEW.no_cause_reason = '' {abort}"
    )


def postgresql():
    yield f"""
        CREATE OR REPLACE FUNCTION actions_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
    """
    for table in TABLES:
        yield (
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION actions_kept()"
        )
    yield f"""
        CREATE OR REPLACE FUNCTION actions_caused() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.status <> 'draft' AND (TG_OP = 'INSERT' OR OLD.status = 'draft') AND {NO_CAUSE} THEN
            RAISE EXCEPTION '{CAUSELESS}' USING ERRCODE = 'restrict_violation';
          END IF;
          RETURN NEW;
        END $$
    """
    yield (
        "CREATE TRIGGER actions_action_caused BEFORE INSERT OR UPDATE OF status ON actions_action "
        "FOR EACH ROW EXECUTE FUNCTION actions_caused()"
    )


def install(connection):
    with connection.cursor() as cursor:
        for statement in sqlite() if connection.vendor == "sqlite" else postgresql():
            cursor.execute(statement)


def remove(connection, *, only_deletes=False):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in TABLES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
                if not only_deletes:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            if not only_deletes:
                cursor.execute("DROP TRIGGER IF EXISTS actions_action_caused")
                cursor.execute("DROP TRIGGER IF EXISTS actions_action_caused_new")
        elif not only_deletes:
            for table in TABLES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}")
            cursor.execute("DROP TRIGGER IF EXISTS actions_action_caused ON actions_action")
            cursor.execute("DROP FUNCTION IF EXISTS actions_kept()")
            cursor.execute("DROP FUNCTION IF EXISTS actions_caused()")


def forwards(apps, schema_editor):
    install(schema_editor.connection)


def backwards(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_decided_whole"), ("causes", "0002_causes")]

    operations = [migrations.RunPython(forwards, backwards)]
