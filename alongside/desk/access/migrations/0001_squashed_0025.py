"""The tables of people, roles and the audit trail, and what a desk begins with: its roles,
a table for its cache, and a trail that can only be added to.
"""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

from alongside.desk.access.append_only import switch_off, switch_on
from alongside.desk.access.roles import seed_roles
from alongside.desk.access.tables_together import CreateTogether


def seed(apps, schema_editor):
    seed_roles(apps.get_model("access", "Role"))


def make_cache_table(apps, schema_editor):
    database = schema_editor.connection.alias
    call_command("createcachetable", database=database, verbosity=0)


class Migration(migrations.Migration):

    replaces = [('access', '0001_initial'), ('access', '0002_roles_and_append_only_trail'), ('access', '0003_who_changes_rules'), ('access', '0004_who_arranges_cover'), ('access', '0005_who_restricts_records'), ('access', '0006_who_mends_records'), ('access', '0007_who_keeps_the_establishment'), ('access', '0008_who_sees_quality'), ('access', '0009_who_keeps_first_years'), ('access', '0010_who_keeps_absence'), ('access', '0011_who_sees_caseloads'), ('access', '0012_who_answers_contacts_and_supports'), ('access', '0013_who_files_mail'), ('access', '0014_forms_sent_once'), ('access', '0015_who_sees_diaries'), ('access', '0016_who_sees_pilots'), ('access', '0017_who_sees_money'), ('access', '0018_who_decides_and_reports'), ('access', '0019_who_opens_restricted_records'), ('access', '0020_who_keeps_service_accounts'), ('access', '0021_who_sees_who_looked'), ('access', '0022_who_protects_data'), ('access', '0023_data_protection_sees_who_looked'), ('access', '0024_who_keeps_conflicts'), ('access', '0025_who_asks_for_extracts')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Role',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(unique=True)),
                    ('name', models.CharField(max_length=80)),
                    ('about', models.CharField(max_length=200)),
                    ('scope', models.CharField(choices=[('teams', 'Their teams'), ('service', 'The whole service')], max_length=10)),
                    ('permissions', models.JSONField(default=list)),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('username', models.CharField(error_messages={'unique': 'Somebody already signs in with this name.'}, help_text='In lower case. People sign in with this.', max_length=150, unique=True, verbose_name='e-mail address or sign-in name')),
                    ('full_name', models.CharField(max_length=150)),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='users', to='access.role')),
                    ('is_active', models.BooleanField(default=True)),
                    ('password_is_temporary', models.BooleanField(default=False, help_text='Given by somebody else: to be changed at sign-in.')),
                    ('invented', models.BooleanField(default=False, help_text='Belongs to the invented council; not a real person.')),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('username', django.db.models.functions.text.Lower(models.F('username')))), name='username_is_in_lower_case', violation_error_message='A sign-in name is written in lower case.')],
                },
            ),
            migrations.CreateModel(
                name='SentForm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField(unique=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                    ('what', models.CharField(max_length=64, verbose_name='fingerprint of what was sent')),
                    ('made_type', models.CharField(blank=True, max_length=80)),
                    ('made_key', models.CharField(blank=True, max_length=40)),
                ],
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('sequence', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_entries', to=settings.AUTH_USER_MODEL)),
                    ('action', models.CharField(max_length=80)),
                    ('subject_type', models.CharField(blank=True, max_length=80)),
                    ('subject_id', models.CharField(blank=True, max_length=40)),
                    ('detail', models.JSONField(default=dict)),
                    ('previous', models.CharField(blank=True, max_length=64)),
                    ('hash', models.CharField(max_length=64, unique=True)),
                ],
                options={
                    'verbose_name_plural': 'audit entries',
                    'indexes': [models.Index(fields=['by', '-sequence'], name='audit_by_person'), models.Index(fields=['action', '-sequence'], name='audit_by_action'), models.Index(fields=['subject_type', 'subject_id'], name='audit_by_subject'), models.Index(fields=['at'], name='audit_by_time')],
                },
            ),
        ]),
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunPython(switch_on, switch_off),
    ]
