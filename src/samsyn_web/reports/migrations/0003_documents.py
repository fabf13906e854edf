"""Every format of a publication as a file of its own, partners, and the organisation's dress."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

OLD = "reports_publication"


def thaw(apps, schema_editor):
    """Lift the trigger while the table changes; the next migration sets it again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {OLD}_frozen" + ("" if sqlite else f" ON {OLD}"))


def move(apps, schema_editor):
    """Give each publication its chain, and move its PDF and page to files."""
    publications = apps.get_model("reports", "Publication")
    files = apps.get_model("reports", "PublishedFile")
    for one in publications.objects.select_related("picture__round").iterator():
        scope = one.picture.round.scope_key or one.picture.method
        chain = f"{scope}/{one.period}/{one.edition}"
        publications.objects.filter(pk=one.pk).update(chain=chain)
        pages = (("pdf", bytes(one.pdf), one.pdf_digest), ("html", one.html.encode(), one.html_digest))
        for kind, content, digest in pages:
            files.objects.create(
                publication=one, kind=kind, content=content, size=len(content), digest=digest
            )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_frozen"),
        ("people", "0001_initial"),
        ("observations", "0003_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "Företag"),
                            ("authority", "Myndighet eller kommunal verksamhet"),
                            ("association", "Förening"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="kontaktfunktion")),
                ("areas", models.JSONField(default=dict, verbose_name="egna områden")),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={"verbose_name": "partner", "verbose_name_plural": "partner"},
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(
                models.F("organisation"), django.db.models.functions.text.Lower("name"), name="partner_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=["company", "authority", "association"]), name="partner_kind_known"
            ),
        ),
        migrations.CreateModel(
            name="Brand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("logo", models.BinaryField(blank=True, null=True, verbose_name="logotyp")),
                ("logo_text", models.CharField(blank=True, max_length=120, verbose_name="vad logotypen visar")),
                ("accent", models.CharField(blank=True, max_length=7, verbose_name="färg")),
                ("footer", models.CharField(blank=True, max_length=120, verbose_name="rad längst ner")),
                ("is_used", models.BooleanField(default=True, verbose_name="används")),
                ("saved_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "utseende",
                "verbose_name_plural": "utseenden",
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(is_used=True), fields=("organisation",), name="brand_one_is_used"
                    ),
                    models.CheckConstraint(
                        condition=Q(("accent", ""), ("accent__regex", "^#[0-9A-F]{6}$"), _connector="OR"),
                        name="brand_accent_form",
                    ),
                    models.CheckConstraint(
                        condition=Q(("logo__isnull", True), Q(("logo_text", ""), _negated=True), _connector="OR"),
                        name="brand_logo_says_what_it_shows",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("html", "webbsida"),
                            ("zip", "paket"),
                        ],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                ("content", models.BinaryField(verbose_name="innehåll")),
                ("size", models.PositiveIntegerField(verbose_name="storlek")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reports.publication"
                    ),
                ),
            ],
            options={
                "verbose_name": "publicerad fil",
                "verbose_name_plural": "publicerade filer",
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "kind"), name="published_file_once"),
                    models.CheckConstraint(
                        condition=Q(kind__in=["pdf", "docx", "xlsx", "html", "zip"]),
                        name="published_file_kind_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.partner",
                verbose_name="partner",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="partner_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="partnerns namn då"),
        ),
        migrations.AddField(
            model_name="publication",
            name="areas",
            field=models.JSONField(blank=True, default=dict, verbose_name="partnerns områden då"),
        ),
        migrations.AddField(
            model_name="publication",
            name="reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="varför den lämnas ut"),
        ),
        migrations.AddField(
            model_name="publication",
            name="chain",
            field=models.CharField(default="", max_length=400, verbose_name="versionskedja"),
            preserve_default=False,
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
