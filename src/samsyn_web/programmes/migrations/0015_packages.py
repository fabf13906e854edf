"""Keep signed packages to and from other installations, and whose keys are trusted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_functions'),
        ('programmes', '0014_meeting_points'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InstallationKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='publik nyckel')),
                ('made_at', models.DateTimeField(verbose_name='skapad')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='slutade användas')),
            ],
            options={
                'verbose_name': 'installationens nyckel',
                'verbose_name_plural': 'installationens nycklar',
            },
        ),
        migrations.CreateModel(
            name='ReceivedPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, verbose_name='publik nyckel')),
                ('identity', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('sharer', models.CharField(max_length=200, verbose_name='avsändare')),
                ('receiver', models.CharField(max_length=200, verbose_name='mottagare')),
                ('series', models.CharField(max_length=200, verbose_name='serie')),
                ('number', models.PositiveBigIntegerField(verbose_name='nummer')),
                ('made_at', models.CharField(max_length=200, verbose_name='signerat')),
                ('figures', models.JSONField(blank=True, default=list, verbose_name='siffror')),
                ('received_at', models.DateTimeField(verbose_name='uppladdat')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='taget emot')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='gäller inte längre')),
                ('why_withdrawn', models.CharField(blank=True, max_length=10, verbose_name='varför det inte gäller')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.participant')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mottaget delningspaket',
                'verbose_name_plural': 'mottagna delningspaket',
            },
        ),
        migrations.CreateModel(
            name='ReceivedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='namn')),
                ('content', models.BinaryField(verbose_name='innehåll')),
                ('size', models.PositiveIntegerField(verbose_name='storlek')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.receivedpackage')),
            ],
            options={
                'verbose_name': 'rapport i mottaget delningspaket',
                'verbose_name_plural': 'rapporter i mottagna delningspaket',
            },
        ),
        migrations.CreateModel(
            name='RevokedPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='fingeravtryck')),
                ('identity', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('listed_at', models.DateTimeField(verbose_name='inläst')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
            ],
            options={
                'verbose_name': 'återkallat delningspaket',
                'verbose_name_plural': 'återkallade delningspaket',
            },
        ),
        migrations.CreateModel(
            name='SentPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receiver', models.CharField(max_length=200, verbose_name='mottagare')),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('key', models.CharField(max_length=64, verbose_name='publik nyckel')),
                ('identity', models.CharField(max_length=64, unique=True, verbose_name='kontrollsumma')),
                ('titles', models.JSONField(default=list, verbose_name='innehåll')),
                ('made_at', models.DateTimeField(verbose_name='signerat')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='återkallat')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'skickat delningspaket',
                'verbose_name_plural': 'skickade delningspaket',
            },
        ),
        migrations.CreateModel(
            name='TrustedKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sharer', models.CharField(max_length=200, verbose_name='avsändare')),
                ('key', models.CharField(max_length=64, verbose_name='publik nyckel')),
                ('accepted_at', models.DateTimeField(verbose_name='godkänd')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='godkänns inte längre')),
                ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
            ],
            options={
                'verbose_name': 'godkänd nyckel',
                'verbose_name_plural': 'godkända nycklar',
            },
        ),
        migrations.AddConstraint(
            model_name='receivedpackage',
            constraint=models.UniqueConstraint(fields=('programme', 'identity'), name='received_package_once'),
        ),
        migrations.AddConstraint(
            model_name='receivedpackage',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('figures', []), _connector='OR'), name='received_withdrawn_is_empty'),
        ),
        migrations.AddConstraint(
            model_name='receivedpackage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='received_accepted_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='receivedfile',
            constraint=models.UniqueConstraint(fields=('package', 'name'), name='received_file_once'),
        ),
        migrations.AddConstraint(
            model_name='revokedpackage',
            constraint=models.UniqueConstraint(fields=('organisation', 'fingerprint', 'identity'), name='revoked_package_once'),
        ),
        migrations.AddConstraint(
            model_name='sentpackage',
            constraint=models.UniqueConstraint(fields=('organisation', 'receiver', 'number'), name='sent_package_once'),
        ),
        migrations.AddConstraint(
            model_name='trustedkey',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'sharer'), name='trusted_key_one_in_force'),
        ),
    ]
