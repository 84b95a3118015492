import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('casework', '0001_initial'), ('casework', '0002_open_by_day'), ('casework', '0003_days_and_warnings_of_an_export'), ('casework', '0004_what_the_council_changed'), ('casework', '0005_what_does_not_apply'), ('casework', '0006_whose_it_is_and_until_when_it_waits'), ('casework', '0007_layouts_of_the_council'), ('casework', '0008_exports_can_be_undone'), ('casework', '0009_open_by_child'), ('casework', '0010_one_list_for_the_data_team'), ('casework', '0011_who_holds_which_child'), ('casework', '0012_workers_chosen_for_a_child')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_squashed_0006'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Allocation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='allocation', to='people.child')),
                    ('worker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='workforce.worker')),
                    ('team', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='workforce.team')),
                    ('since', models.DateField(blank=True, null=True)),
                    ('until', models.DateField(blank=True, help_text='The last day, where it is planned already.', null=True)),
                    ('plan', models.CharField(choices=[('looked_after', 'Looked after'), ('child_protection', 'Child protection'), ('child_in_need', 'Child in need'), ('other', 'Being assessed, or other')], max_length=16)),
                ],
                options={
                    'indexes': [models.Index(fields=['worker', 'team', 'since', 'until', 'plan', 'child'], name='allocation_of_worker')],
                },
            ),
            migrations.CreateModel(
                name='Flow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.worker')),
                    ('opened', models.JSONField(default=list)),
                    ('closed', models.JSONField(default=list)),
                ],
            ),
            migrations.CreateModel(
                name='WorkerChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='worker_choices', to='people.child')),
                    ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='workforce.worker')),
                    ('reason', models.CharField(max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('held', models.PositiveIntegerField(verbose_name='cases held then')),
                    ('as_at', models.DateField(verbose_name='as at')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='RuleChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('file_name', models.CharField(max_length=200)),
                    ('codes', models.JSONField(default=list)),
                    ('why', models.CharField(max_length=500)),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('state', models.CharField(choices=[('proposed', 'Waiting for sign-off'), ('applying', 'Being put to work'), ('in_force', 'Signed off'), ('withdrawn', 'Not taken')], default='proposed', max_length=10)),
                    ('step', models.CharField(blank=True, max_length=200)),
                    ('beat_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('stored_as', models.CharField(max_length=80, unique=True)),
                    ('counts', models.JSONField(blank=True, null=True)),
                    ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('body', models.CharField(blank=True, max_length=150)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                    ('number', models.PositiveIntegerField(blank=True, null=True, unique=True)),
                    ('in_force_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('signed_by', None), models.Q(('signed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='rule_change_signed_by_another', violation_error_message='Somebody else signs off what you propose.'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'withdrawn']), models.Q(('decided_on__isnull', False), ('signed_by__isnull', False), models.Q(('body', ''), _negated=True)), _connector='OR'), name='rule_change_says_who_signed_it', violation_error_message='Say which body agreed, and on which day.'), models.CheckConstraint(condition=models.Q(models.Q(('in_force_at__isnull', False), ('number__isnull', False), ('state', 'in_force')), models.Q(models.Q(('state', 'in_force'), _negated=True), ('in_force_at', None), ('number', None)), _connector='OR'), name='rule_change_in_force_has_its_number', violation_error_message='A change in force has its number.')],
                },
            ),
            migrations.CreateModel(
                name='Extract',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64)),
                    ('stored_as', models.CharField(max_length=80, unique=True)),
                    ('as_at', models.DateField(help_text='The day the case system was asked.', verbose_name='day it was taken')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extracts', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('state', models.CharField(choices=[('reading', 'Being read'), ('asking', 'Waiting for a layout'), ('ready', 'Ready to check'), ('refused', 'Refused'), ('applying', 'Being applied'), ('applied', 'Applied'), ('set_aside', 'Set aside'), ('undone', 'Undone')], db_index=True, default='reading', max_length=10)),
                    ('step', models.CharField(blank=True, max_length=300)),
                    ('beat_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('invented', models.BooleanField(default=False)),
                    ('lists', models.JSONField(blank=True, default=list)),
                    ('counts', models.JSONField(blank=True, default=dict)),
                    ('gaps', models.JSONField(blank=True, default=dict)),
                    ('days', models.JSONField(blank=True, default=dict, help_text='As at when, by table, once it is applied.')),
                    ('warnings', models.JSONField(blank=True, default=list)),
                    ('edition', models.PositiveIntegerField(default=0, help_text="The council's last change of rule it was reckoned by.")),
                    ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.extract')),
                    ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('applied_at', models.DateTimeField(blank=True, null=True)),
                    ('removed_at', models.DateTimeField(blank=True, help_text='When the file and all made of it went.', null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state__in', ['applied', 'undone'])), models.Q(models.Q(('state__in', ['applied', 'undone']), _negated=True), ('applied_at', None)), _connector='OR'), name='extract_applied_has_its_moment', violation_error_message='An applied extract says when it was applied.')],
                },
            ),
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='casework.extract')),
                    ('kind', models.CharField(max_length=12)),
                    ('sheet', models.CharField(blank=True, max_length=80)),
                    ('row', models.PositiveIntegerField(blank=True, null=True)),
                    ('child', models.CharField(blank=True, max_length=60, verbose_name="child's id")),
                    ('column', models.CharField(blank=True, max_length=120)),
                    ('what', models.TextField()),
                    ('do', models.TextField(blank=True)),
                    ('weight', models.PositiveIntegerField(default=0, help_text='How many timescales it touches.')),
                    ('table', models.CharField(blank=True, max_length=60, verbose_name='table of records')),
                    ('list', models.CharField(blank=True, max_length=80)),
                    ('held', models.CharField(blank=True, max_length=300, verbose_name='what stands there')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Given',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='givings', to='casework.due')),
                    ('was', models.ForeignKey(blank=True, help_text="Whose it was; nobody's where no one supported the team.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('to', models.ForeignKey(blank=True, help_text='Whose it is now; empty: whoever supports the team.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('why', models.CharField(max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('in_name_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'verbose_name': 'giving',
                    'ordering': ['-at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='giving_says_why', violation_error_message='Say why it changes hands.')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='casework.due')),
                    ('until', models.DateField(help_text='The day it comes back.')),
                    ('why', models.CharField(max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('in_name_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('on', models.DateField()),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='hold_says_why', violation_error_message='Say why it waits.'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('on'))), name='hold_ends_on_a_later_day', violation_error_message='The day it comes back must be later than today.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='hold_ended_by_somebody', violation_error_message='Say who ended the hold, and when.')],
                },
            ),
            migrations.CreateModel(
                name='Due',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='people.child')),
                    ('rule', models.CharField(db_index=True, max_length=40)),
                    ('started_on', models.DateField()),
                    ('nth', models.PositiveSmallIntegerField(default=1, help_text='Tells apart clocks of one rule that began on one day.')),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('completed_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('status', models.CharField(choices=[('open', 'Running'), ('met', 'Done in time'), ('late', 'Done late'), ('closed_before_due', 'Ended before it was due'), ('closed_after_due', 'Ended after it was due, not done'), ('cannot_compute', 'Cannot be computed'), ('not_applicable', 'Does not apply'), ('invalid_sequence', 'Dates out of order')], max_length=20)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='workforce.team')),
                    ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='workforce.worker')),
                    ('first_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues_first_seen', to='casework.extract')),
                    ('gone_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dues_gone', to='casework.extract')),
                    ('mark', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.mark')),
                    ('given', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.given')),
                    ('hold', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.hold')),
                ],
                options={
                    'verbose_name': 'timescale',
                    'indexes': [models.Index(fields=['status', 'gone_in', 'due_on', 'child', 'team', 'worker', 'mark', 'given', 'hold', 'rule'], name='due_worklist'), models.Index(fields=['child', 'status', 'gone_in', 'due_on', 'team', 'worker', 'mark', 'given', 'hold', 'rule'], name='due_worklist_by_child'), models.Index(fields=['team', 'due_on'], name='due_of_team')],
                    'constraints': [models.UniqueConstraint(fields=('child', 'rule', 'started_on', 'nth'), name='due_once')],
                },
            ),
            migrations.CreateModel(
                name='Mark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='casework.due')),
                    ('kind', models.CharField(choices=[('asked', 'Asked the worker'), ('arranged', 'Arranged for a day'), ('awaiting', 'Done, awaiting recording'), ('wrong', 'Wrong in the case system'), ('note', 'Note'), ('cleared', 'Mark taken off')], max_length=10)),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('arranged_for', models.DateField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('in_name_of', models.ForeignKey(blank=True, help_text='Who was away, and was covered for by whoever said it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['wrong', 'note']), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='mark_says_what_is_wrong', violation_error_message='Say in the note what is wrong.'), models.CheckConstraint(condition=models.Q(('kind', 'awaiting'), ('done_on', None), _connector='OR'), name='mark_has_a_day_only_if_done', violation_error_message='Leave the day empty, or say that it was done.'), models.CheckConstraint(condition=models.Q(models.Q(('arranged_for__isnull', False), ('kind', 'arranged')), models.Q(models.Q(('kind', 'arranged'), _negated=True), ('arranged_for', None)), _connector='OR'), name='mark_arranged_for_a_day', violation_error_message='Say the day it is arranged for.')],
                },
            ),
            migrations.CreateModel(
                name='Happening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='people.child')),
                    ('kind', models.CharField(max_length=60)),
                    ('on', models.DateField()),
                ],
                options={
                    'ordering': ['on', 'kind'],
                    'constraints': [models.UniqueConstraint(fields=('child', 'kind', 'on'), name='happening_once')],
                },
            ),
            migrations.CreateModel(
                name='Feed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('fingerprint', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('last_read_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user',), name='one_calendar_address_a_person', violation_error_message='You have a calendar address already.')],
                },
            ),
            migrations.CreateModel(
                name='Fault',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sort', models.CharField(db_index=True, help_text='Alike in all that exports keep.', max_length=64)),
                    ('kind', models.CharField(max_length=12)),
                    ('table', models.CharField(blank=True, max_length=60)),
                    ('list', models.CharField(blank=True, max_length=80)),
                    ('sheet', models.CharField(blank=True, max_length=80)),
                    ('row', models.PositiveIntegerField(blank=True, null=True)),
                    ('column', models.CharField(blank=True, max_length=120, verbose_name='field')),
                    ('case_id', models.CharField(blank=True, max_length=60, verbose_name="child's id")),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='faults', to='people.child')),
                    ('due', models.OneToOneField(blank=True, help_text='The clock that a person marked as wrong.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fault', to='casework.due')),
                    ('what', models.TextField()),
                    ('do', models.TextField(blank=True)),
                    ('held', models.CharField(blank=True, max_length=300, verbose_name='what stands there')),
                    ('should', models.CharField(blank=True, max_length=300, verbose_name='what should stand there')),
                    ('weight', models.PositiveIntegerField(default=0)),
                    ('status', models.CharField(choices=[('new', 'New'), ('sent', 'Sent to the data team'), ('mending', 'Being mended'), ('mended', 'Mended'), ('wont', 'Will not be mended')], default='new', max_length=8)),
                    ('moved_on', models.DateField(blank=True, help_text='Day of the status.', null=True)),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('last_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.extract')),
                    ('gone_on', models.DateField(blank=True, null=True)),
                    ('back_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['gone_on', 'status'], name='fault_standing')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'wont'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='fault_says_why_it_stays', violation_error_message='Say in the note why it will not be mended.'), models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='fault_last_seen_after_first', violation_error_message='It was last seen before it was first.')],
                },
            ),
            migrations.CreateModel(
                name='FaultChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('fault', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='casework.fault')),
                    ('status', models.CharField(choices=[('new', 'New'), ('sent', 'Sent to the data team'), ('mending', 'Being mended'), ('mended', 'Mended'), ('wont', 'Will not be mended')], max_length=8)),
                    ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('should', models.CharField(blank=True, max_length=300)),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
            ),
            migrations.CreateModel(
                name='Handback',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('chosen', models.JSONField(default=list, help_text='How its items were chosen.')),
                    ('extract', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.extract')),
                ],
            ),
            migrations.CreateModel(
                name='HandbackItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('handback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='casework.handback')),
                    ('fault', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handed', to='casework.fault')),
                    ('case_id', models.CharField(blank=True, max_length=60, verbose_name="child's id")),
                    ('list', models.CharField(blank=True, max_length=80)),
                    ('row', models.PositiveIntegerField(blank=True, null=True)),
                    ('column', models.CharField(blank=True, max_length=120, verbose_name='field')),
                    ('held', models.CharField(blank=True, max_length=300, verbose_name='what stands there')),
                    ('should', models.CharField(blank=True, max_length=300, verbose_name='what should stand there')),
                    ('why', models.TextField()),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('as_at', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('handback', 'fault'), name='fault_once_a_handback')],
                },
            ),
            migrations.CreateModel(
                name='Layout',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('retired_at', models.DateTimeField(blank=True, null=True)),
                    ('retired_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), condition=models.Q(('retired_at', None)), name='layout_in_use_has_its_name', violation_error_message='Another layout has this name. Choose another.')],
                },
            ),
            migrations.CreateModel(
                name='LayoutVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('layout', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='casework.layout')),
                    ('number', models.PositiveIntegerField()),
                    ('told', models.JSONField(help_text='The layout, in the shape that is kept.')),
                    ('fingerprint', models.CharField(db_index=True, max_length=16)),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('extracts', models.ManyToManyField(related_name='layouts', to='casework.extract')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('layout', 'number'), name='layout_version_once')],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('name', models.CharField(max_length=60)),
                    ('asked', models.CharField(blank=True, max_length=400)),
                    ('team', models.ForeignKey(blank=True, help_text='The team it is shared with, if any.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workforce.team')),
                    ('opens_first', models.BooleanField(default=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='one_view_of_a_name', violation_error_message='You have a saved view of this name already.'), models.UniqueConstraint(condition=models.Q(('opens_first', True)), fields=('owner',), name='one_view_opens_first', violation_error_message='One saved view opens first.')],
                },
            ),
            migrations.CreateModel(
                name='Undoing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('extract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undoings', to='casework.extract')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('reason', models.CharField(max_length=300)),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='undoing_has_a_reason', violation_error_message='Say why the export is undone.')],
                },
            ),
        ]),
    ]
