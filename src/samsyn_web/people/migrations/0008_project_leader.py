"""Let a member be a local project leader."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_keys'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_role_known',
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('reporter', 'Rapportör'), ('reviewer', 'Granskare'), ('member', 'Gruppmedlem'), ('owner', 'Åtgärdsansvarig'), ('reader', 'Läsare'), ('steering', 'Styrgrupp'), ('analyst', 'Analytiker'), ('coordinator', 'Samordnare'), ('police', 'Kommunpolis'), ('property', 'Fastighetsägare'), ('project_leader', 'Lokal projektledare'), ('programme_partner', 'Partner i program'), ('registrar', 'Registrator'), ('protection', 'Dataskyddsombud'), ('administrator', 'Administratör')], max_length=20, verbose_name='roll'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['reporter', 'reviewer', 'member', 'owner', 'reader', 'steering', 'analyst', 'coordinator', 'police', 'property', 'project_leader', 'programme_partner', 'registrar', 'protection', 'administrator'])), name='membership_role_known'),
        ),
    ]
