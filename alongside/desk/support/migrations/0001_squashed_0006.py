"""The tables of support work, and the catalogue that a desk begins with."""

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether
from alongside.desk.support.first_catalogue import seed_catalogue


def seed(apps, schema_editor):
    seed_catalogue(
        apps.get_model("support", "Task"), apps.get_model("support", "TaskVersion")
    )


class Migration(migrations.Migration):

    replaces = [('support', '0001_the_catalogue'), ('support', '0002_the_first_catalogue'), ('support', '0003_minutes_by_task'), ('support', '0004_requests'), ('support', '0005_proposals'), ('support', '0006_what_proposals_release')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('decisions', '0001_squashed_0003'),
        ('people', '0001_squashed_0006'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Task',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(error_messages={'unique': 'There is a task of this code already.'}, max_length=60, unique=True)),
                ],
                options={
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='TaskVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='support.task')),
                    ('name', models.CharField(max_length=100)),
                    ('kind', models.CharField(choices=[('support', 'Support officers do it'), ('qualified', 'Needs a social work qualification'), ('business', 'Belongs to business support')], max_length=10)),
                    ('example', models.CharField(max_length=300)),
                    ('boundary', models.CharField(help_text='The sentence that somebody is answered with.', max_length=300)),
                    ('reference_minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('releases', models.PositiveSmallIntegerField(default=100, help_text='Per cent of its time that a social worker would otherwise have spent.', validators=[django.core.validators.MaxValueValidator(100)])),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('from_on', models.DateField()),
                    ('until_on', models.DateField(blank=True, help_text='The last day. Empty while it goes on.', null=True)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='task_version_ends_on_or_after_its_first_day', violation_error_message='A task cannot end before it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'support'), ('reference_minutes__gte', 1), ('reference_minutes__isnull', False)), models.Q(models.Q(('kind', 'support'), _negated=True), ('reference_minutes', None)), _connector='OR'), name='only_support_tasks_have_minutes', violation_error_message='Say how many minutes a support officer’s task usually takes; give the others none.'), models.CheckConstraint(condition=models.Q(('releases__lte', 100)), name='tasks_release_at_most_their_own_time', violation_error_message='A task releases 0 to 100% of its time.'), models.CheckConstraint(condition=models.Q(('team', None), ('decision__isnull', False), _connector='OR'), name='a_teams_own_task_rests_on_a_decision', violation_error_message='A task of one team rests on a decision.'), models.UniqueConstraint(condition=models.Q(('team', None), ('until_on', None)), fields=('task',), name='one_open_version_everywhere'), models.UniqueConstraint(condition=models.Q(('team__isnull', False), ('until_on', None)), fields=('task', 'team'), name='one_open_version_a_team')],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(choices=[('add', 'Add a task'), ('change', 'Change a task'), ('withdraw', 'Withdraw a task')], max_length=10)),
                    ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='support.task')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('name', models.CharField(max_length=100)),
                    ('kind', models.CharField(blank=True, choices=[('support', 'Support officers do it'), ('qualified', 'Needs a social work qualification'), ('business', 'Belongs to business support')], max_length=10)),
                    ('example', models.CharField(blank=True, max_length=300)),
                    ('boundary', models.CharField(blank=True, max_length=300)),
                    ('reference_minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('releases', models.PositiveSmallIntegerField(default=100, validators=[django.core.validators.MaxValueValidator(100)])),
                    ('why', models.TextField(max_length=2000, verbose_name='evidence')),
                    ('evidence', models.JSONField(default=dict)),
                    ('effective_on', models.DateField()),
                    ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='catalogue_proposal', to='decisions.decision')),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposed_on', models.DateField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('what', 'add'), ('task__isnull', False), _connector='OR'), name='proposal_of_a_task_there_is', violation_error_message='Say which task is to be changed.'), models.CheckConstraint(condition=models.Q(('what', 'withdraw'), models.Q(('kind', 'support'), ('reference_minutes__isnull', False)), models.Q(('kind__in', ('qualified', 'business')), ('reference_minutes', None)), _connector='OR'), name='proposal_of_minutes_for_support_tasks', violation_error_message='Say how many minutes a support officer’s task usually takes; give the others none.')],
                },
            ),
            migrations.CreateModel(
                name='SupportRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='support.task')),
                    ('own_words', models.CharField(blank=True, max_length=200)),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('instructions', models.TextField(blank=True, max_length=2000)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField()),
                    ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('held_until', models.DateField(blank=True, null=True)),
                    ('held_why', models.CharField(blank=True, max_length=300)),
                    ('returned_at', models.DateTimeField(blank=True, null=True)),
                    ('returned_why', models.CharField(blank=True, max_length=500)),
                    ('outcome', models.CharField(blank=True, choices=[('done', 'Done'), ('once', 'Done this once'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('answer', models.CharField(blank=True, max_length=500)),
                    ('marked_as', models.ForeignKey(blank=True, help_text="What it was, where it was not a support officer's to do.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.taskversion')),
                ],
                options={
                    'indexes': [models.Index(fields=['team', 'asked_at'], name='support_request_by_team'), models.Index(fields=['outcome', 'due_on'], name='support_request_open')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('own_words', ''), _negated=True), ('task', None)), models.Q(('own_words', ''), ('task__isnull', False)), _connector='OR'), name='support_request_of_a_task_or_in_words', violation_error_message='Choose a task, or say in your own words what you ask for; one of the two.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='support_request_closed_by_somebody', violation_error_message='Say who closed the request, and when.'), models.CheckConstraint(condition=models.Q(models.Q(('marked_as__isnull', False), ('outcome__in', ('once', 'declined'))), models.Q(models.Q(('outcome__in', ('once', 'declined')), _negated=True), ('marked_as', None)), _connector='OR'), name='support_request_declined_as_something', violation_error_message='Say whose work it is.'), models.UniqueConstraint(condition=models.Q(('child__isnull', False), ('outcome', ''), ('task__isnull', False)), fields=('team', 'task', 'child'), name='one_open_request_of_a_task_and_child', violation_error_message='This was asked already, and is open.'), models.UniqueConstraint(condition=models.Q(('child', None), ('outcome', ''), ('task__isnull', False)), fields=('team', 'task'), name='one_open_request_of_a_task', violation_error_message='This was asked already, and is open.')],
                },
            ),
            migrations.CreateModel(
                name='TimeNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='time_notes', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='time_notes', to='support.taskversion')),
                    ('on', models.DateField(verbose_name='day')),
                    ('times', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='how many times')),
                    ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Say at least 1 minute.'), django.core.validators.MaxValueValidator(720, 'One note holds up to 720 minutes, and this is %(show_value)s.')], verbose_name='minutes in all')),
                    ('said', models.BooleanField(default=False, help_text='The minutes were said; else they are the reference.')),
                    ('came', models.CharField(choices=[('tap', 'Pressed'), ('request', 'From a request'), ('contact', 'From a contact')], default='tap', max_length=7)),
                    ('of_key', models.PositiveBigIntegerField(blank=True, help_text='Key of the request or contact it came from.', null=True)),
                    ('send_key', models.UUIDField(default=uuid.uuid4, help_text='Of the form it was sent with: sent again, it is the same note.', unique=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['on', 'team'], name='time_by_day_and_team'), models.Index(fields=['officer', 'on'], name='time_by_officer')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('times__gte', 1)), name='time_notes_are_of_some_minutes'), models.CheckConstraint(condition=models.Q(models.Q(('came', 'tap'), ('of_key', None)), models.Q(models.Q(('came', 'tap'), _negated=True), ('of_key__isnull', False)), _connector='OR'), name='time_notes_say_what_they_came_from'), models.UniqueConstraint(condition=models.Q(('of_key__isnull', False)), fields=('came', 'of_key'), name='one_time_note_a_request_or_contact', violation_error_message='The time of this was counted already.')],
                },
            ),
            migrations.CreateModel(
                name='Timing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('note', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='timing', to='support.timenote')),
                    ('week', models.DateField(help_text='The Monday of the week it was drawn from.')),
                    ('asked_on', models.DateField()),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1, 'Say at least 1 minute.'), django.core.validators.MaxValueValidator(720, 'One note holds up to 720 minutes, and this is %(show_value)s.')], verbose_name='minutes in all')),
                    ('answered_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('minutes', None)), models.Q(('answered_on__isnull', False), ('minutes__gte', 1), ('minutes__isnull', False)), _connector='OR'), name='timings_are_answered_on_a_day')],
                },
            ),
            migrations.CreateModel(
                name='HourCost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_on', models.DateField(error_messages={'unique': 'There is a cost from this day already.'}, unique=True, verbose_name='first day')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(Decimal('500'))], verbose_name='pounds an hour')),
                    ('source', models.CharField(help_text='Where the figure is from.', max_length=200)),
                    ('typed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
        ]),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
