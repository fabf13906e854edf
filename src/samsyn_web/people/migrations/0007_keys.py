"""Take over the tables of keys from the programmes: what stands in the database does not change here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_partners'),
        ('programmes', '0018_keys_moved'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
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
                    model_name='revokedpackage',
                    constraint=models.UniqueConstraint(fields=('organisation', 'fingerprint', 'identity'), name='revoked_package_once'),
                ),
                migrations.AddConstraint(
                    model_name='trustedkey',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'sharer'), name='trusted_key_one_in_force'),
                ),
            ],
        ),
    ]
