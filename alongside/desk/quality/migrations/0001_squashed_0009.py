"""The tables of audits, surveys and comments, and the grades that a desk begins with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether
from alongside.desk.quality.first_grades import seed_grades


def seed(apps, schema_editor):
    seed_grades(apps.get_model("quality", "Grade"))


class Migration(migrations.Migration):

    replaces = [('quality', '0001_audits'), ('quality', '0002_the_four_grades'), ('quality', '0003_imported_audits'), ('quality', '0004_surveys'), ('quality', '0005_who_keeps_surveys'), ('quality', '0006_comments'), ('quality', '0007_who_keeps_comments'), ('quality', '0008_dropped_uploads'), ('quality', '0009_a_pulse_on_time')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Grade',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('order', models.PositiveSmallIntegerField(unique=True)),
                    ('polarity', models.SmallIntegerField(choices=[(1, 'More is better'), (0, 'More is neither'), (-1, 'More is worse')])),
                    ('also', models.JSONField(default=list, help_text='Other ways in which reports write it, in small letters.')),
                ],
                options={
                    'ordering': ['order'],
                },
            ),
            migrations.CreateModel(
                name='Audit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case_id', models.CharField(max_length=60, verbose_name='child’s id in the case system')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audits', to='workforce.team')),
                    ('audited_on', models.DateField()),
                    ('auditor', models.CharField(blank=True, max_length=150)),
                    ('grade', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.grade')),
                    ('cause', models.CharField(blank=True, max_length=300)),
                    ('chosen', models.CharField(choices=[('random', 'At random'), ('theme', 'For a theme'), ('concern', 'Because of a concern'), ('unknown', 'Not known')], default='unknown', max_length=10)),
                    ('blind', models.CharField(choices=[('yes', 'Yes: the auditor did not know the team or worker'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=10)),
                    ('second_auditor', models.CharField(blank=True, max_length=150)),
                    ('second_grade', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.grade')),
                    ('moderated_grade', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.grade')),
                    ('moderated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('moderated_on', models.DateField(blank=True, null=True)),
                    ('audit_again_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='again', to='quality.audit')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['-audited_on', '-id'], name='audit_by_day'), models.Index(fields=['team', '-audited_on'], name='audit_by_team'), models.Index(fields=['case_id'], name='audit_by_case')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('moderated_by', None), ('moderated_grade', None), ('moderated_on', None)), models.Q(('moderated_by__isnull', False), ('moderated_grade__isnull', False), ('moderated_on__isnull', False)), _connector='OR'), name='moderated_by_somebody_on_a_day', violation_error_message='Say who moderated the grade, and when.')],
                },
            ),
            migrations.CreateModel(
                name='AuditAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='quality.audit')),
                    ('what', models.CharField(max_length=300)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('due_on', models.DateField()),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['done_on', 'due_on'], name='audit_action_due')],
                },
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(choices=[('worker', 'A worker'), ('family', 'A child, a parent or a carer'), ('partner', 'A partner agency')], max_length=10)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('received_on', models.DateField()),
                    ('text', models.TextField(blank=True, max_length=2000)),
                    ('consent', models.CharField(choices=[('waiting', 'Not asked yet'), ('refused', 'Refused, or taken back'), ('internal', 'To be read within the service'), ('reports', 'To be quoted in reports, without a name'), ('public', 'To be quoted in public, without a name')], default='waiting', max_length=10)),
                    ('consent_on', models.DateField(blank=True, null=True)),
                    ('theme', models.CharField(blank=True, max_length=60)),
                    ('figure', models.CharField(blank=True, max_length=80)),
                    ('names_removed', models.BooleanField(default=False)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('tagged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('cleared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('cleared_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['figure', '-received_on'], name='comment_by_figure')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('cleared_on', None), models.Q(('consent__in', ('reports', 'public')), ('names_removed', True)), _connector='OR'), name='comment_cleared_with_consent_and_no_names', violation_error_message='A comment is cleared with consent, and without names.')],
                },
            ),
            migrations.CreateModel(
                name='AuditUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=200)),
                    ('stored_as', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(choices=[('asking', 'Waiting for its columns to be mapped'), ('imported', 'Imported'), ('dropped', 'Dropped')], default='asking', max_length=10)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='AuditLayout',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('fingerprint', models.CharField(db_index=True, max_length=16)),
                    ('told', models.JSONField(help_text='What the table holds, its columns and words.')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('saved_at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='AuditTable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200)),
                    ('holds', models.CharField(choices=[('counts', 'Counts of audits'), ('percentages', 'Percentages only')], max_length=12)),
                    ('grades', models.JSONField(help_text='The names of its grades, best first.')),
                    ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('imported_on', models.DateField()),
                ],
            ),
            migrations.CreateModel(
                name='AuditTableRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='quality.audittable')),
                    ('place', models.PositiveIntegerField()),
                    ('team_name', models.CharField(max_length=150)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('period', models.CharField(max_length=60)),
                    ('cells', models.JSONField()),
                ],
                options={
                    'ordering': ['place'],
                },
            ),
            migrations.CreateModel(
                name='Survey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120)),
                    ('kind', models.CharField(choices=[('health_check', 'Employer standards health check'), ('pulse', 'Two-minute pulse'), ('time_pulse', 'Monthly pulse on time, for social workers')], max_length=20)),
                    ('questions', models.JSONField(help_text='The statements as they were asked.')),
                    ('opens_on', models.DateField()),
                    ('closes_on', models.DateField(help_text='The last day on which it can be answered.')),
                    ('least', models.PositiveSmallIntegerField(help_text='How many of a group must have answered for it to be shown.')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_closes_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='SurveyTeam',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='quality.survey')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('invited', models.PositiveIntegerField()),
                ],
                options={
                    'ordering': ['team__name'],
                    'constraints': [models.UniqueConstraint(fields=('survey', 'team'), name='team_invited_once_to_a_survey')],
                },
            ),
            migrations.CreateModel(
                name='Tally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('survey_team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='quality.surveyteam')),
                    ('question', models.CharField(max_length=30)),
                    ('score', models.PositiveSmallIntegerField(help_text='As in survey_scales.py.')),
                    ('count', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'verbose_name_plural': 'tallies',
                    'constraints': [models.UniqueConstraint(fields=('survey_team', 'question', 'score'), name='one_tally_a_score')],
                },
            ),
            migrations.CreateModel(
                name='TokenTaken',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.survey')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'tokens taken',
                    'constraints': [models.UniqueConstraint(fields=('survey', 'user'), name='one_token_a_person_and_survey')],
                },
            ),
            migrations.CreateModel(
                name='SpentToken',
                fields=[
                    ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.survey')),
                ],
            ),
        ]),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
