import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='ServiceAccount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='service_account', to=settings.AUTH_USER_MODEL)),
                    ('name', models.CharField(error_messages={'unique': 'There is a service account of this name already.'}, max_length=80, unique=True)),
                    ('purpose', models.CharField(max_length=300)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('scopes', models.JSONField(default=list)),
                    ('all_teams', models.BooleanField(default=False)),
                    ('expires_on', models.DateField(help_text='The last day it is let in.')),
                    ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('teams', models.ManyToManyField(blank=True, related_name='+', to='workforce.team')),
                ],
            ),
            migrations.CreateModel(
                name='ServiceKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='api.serviceaccount')),
                    ('prefix', models.CharField(help_text='By which it is known, and found.', max_length=8, unique=True)),
                    ('hash', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('minute', models.DateTimeField(blank=True, null=True, verbose_name='minute counted')),
                    ('calls', models.PositiveIntegerField(default=0, verbose_name='calls in that minute')),
                ],
            ),
            migrations.CreateModel(
                name='DayOfCalls',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='api.serviceaccount')),
                    ('day', models.DateField()),
                    ('calls', models.PositiveIntegerField(default=0)),
                    ('refused', models.PositiveIntegerField(default=0, verbose_name='refused as too many')),
                ],
                options={
                    'verbose_name_plural': 'days of calls',
                    'constraints': [models.UniqueConstraint(fields=('account', 'day'), name='calls_once_a_day_of_an_account')],
                },
            ),
        ]),
    ]
