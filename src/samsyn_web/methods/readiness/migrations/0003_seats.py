"""Scores are given from one of two seats, and whoever sits there may be without an account."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SCORES, LOCKS = "readiness_dimensionscore", "readiness_scorelock"
MEASURED = "readiness_measurement"
MESSAGE = "locked scores are never changed"
SEATED = "who scores is never changed"
LOCKED = f"EXISTS (SELECT 1 FROM {LOCKS} WHERE interview_id = NEW.interview_id AND seat = NEW.seat)"
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION readiness_refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {LOCKED} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END IF;
        RETURN NEW;
    END $$
"""
REFUSE_SEATED = f"""
    CREATE OR REPLACE FUNCTION readiness_refuse_seated() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.first_scorer_id IS DISTINCT FROM OLD.first_scorer_id
            OR NEW.second_scorer_id IS DISTINCT FROM OLD.second_scorer_id
        THEN RAISE EXCEPTION '{SEATED}' USING ERRCODE = 'restrict_violation'; END IF;
        RETURN NEW;
    END $$
"""
TRIGGERS = {SCORES: ("insert", "update", "locked"), LOCKS: ("frozen",), MEASURED: ("seated",)}


def without(apps, schema_editor):
    """Take the triggers away while the tables are changed; which of them there are depends on the database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, names in TRIGGERS.items():
        for name in names:
            where = "" if sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{where}")


def seat(apps, schema_editor):
    for name in ("DimensionScore", "ScoreLock"):
        rows = apps.get_model("readiness", name).objects
        rows.filter(scorer_id=F("interview__measurement__second_scorer_id")).update(seat=2)


def guarded(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("INSERT", "UPDATE"):
            schema_editor.execute(
                f"CREATE TRIGGER {SCORES}_{event.lower()} BEFORE {event} ON {SCORES} WHEN {LOCKED} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        schema_editor.execute(
            f"CREATE TRIGGER {LOCKS}_frozen BEFORE UPDATE ON {LOCKS} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {MEASURED}_seated BEFORE UPDATE ON {MEASURED} "
            "WHEN NEW.first_scorer_id IS NOT OLD.first_scorer_id "
            "OR NEW.second_scorer_id IS NOT OLD.second_scorer_id "
            f"BEGIN SELECT RAISE(ABORT, '{SEATED}'); END"
        )
        return
    schema_editor.execute(FUNCTION)
    schema_editor.execute(REFUSE_SEATED)
    schema_editor.execute(
        f"CREATE TRIGGER {SCORES}_locked BEFORE INSERT OR UPDATE ON {SCORES} "
        "FOR EACH ROW EXECUTE FUNCTION readiness_refuse_locked()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {LOCKS}_frozen BEFORE UPDATE ON {LOCKS} FOR EACH ROW EXECUTE FUNCTION readiness_refuse()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {MEASURED}_seated BEFORE UPDATE ON {MEASURED} "
        "FOR EACH ROW EXECUTE FUNCTION readiness_refuse_seated()"
    )


def scorer(which):
    return migrations.AlterField(
        "measurement",
        f"{which}_scorer",
        models.ForeignKey(
            blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
            to="people.membership",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("readiness", "0002_locked")]

    operations = [
        migrations.RunPython(without, migrations.RunPython.noop),
        *(
            migrations.AddField(
                name, "seat", models.PositiveSmallIntegerField(default=1, verbose_name="bedömarens nummer"),
                preserve_default=False,
            )
            for name in ("dimensionscore", "scorelock")
        ),
        migrations.RunPython(seat, migrations.RunPython.noop),
        migrations.RemoveConstraint("dimensionscore", "readiness_score_once"),
        migrations.RemoveConstraint("scorelock", "score_lock_once"),
        migrations.RemoveField("dimensionscore", "scorer"),
        migrations.RemoveField("scorelock", "scorer"),
        migrations.AddField(
            "scorelock",
            "came",
            models.CharField(
                choices=[
                    ("samsyn", "satta i Samsyn"),
                    ("link", "satta genom länk"),
                    ("word", "inlästa ur Word-formulär"),
                    ("file", "inlästa ur fil från en mätning på annat håll"),
                ],
                default="samsyn", max_length=6, verbose_name="hur de kom in",
            ),
        ),
        migrations.AddConstraint(
            "dimensionscore",
            models.UniqueConstraint(fields=("interview", "seat", "dimension"), name="readiness_score_once"),
        ),
        migrations.AddConstraint(
            "dimensionscore",
            models.CheckConstraint(condition=Q(("seat__in", (1, 2))), name="readiness_score_has_seat"),
        ),
        migrations.AddConstraint(
            "scorelock", models.UniqueConstraint(fields=("interview", "seat"), name="score_lock_once")
        ),
        migrations.AddConstraint(
            "scorelock", models.CheckConstraint(condition=Q(("seat__in", (1, 2))), name="score_lock_has_seat")
        ),
        scorer("first"),
        scorer("second"),
        migrations.RunPython(guarded, without),
    ]
