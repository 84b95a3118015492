"""The tables of diaries and meetings. No hour is given away twice: the database sees to it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether
from alongside.desk.diary.no_double_booking import switch_off, switch_on


class Migration(migrations.Migration):

    replaces = [('diary', '0001_diaries'), ('diary', '0002_meetings'), ('diary', '0003_calendars_without_flags'), ('diary', '0004_ways_between_buildings'), ('diary', '0005_told_on_the_desk_alone'), ('diary', '0006_polls'), ('diary', '0007_months')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_squashed_0006'),
        ('post', '0001_squashed_0007'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Resource',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('person', 'Person of the council'), ('outside', 'Person outside the council'), ('chair', 'Chair'), ('room', 'Room'), ('interpreter', 'Interpreter')], max_length=11)),
                    ('name', models.CharField(max_length=150)),
                    ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='diary', to=settings.AUTH_USER_MODEL, verbose_name='who signs in')),
                    ('worker', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='diary', to='workforce.worker', verbose_name='who it is in the case system')),
                    ('adult', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='diary', to='people.adult', verbose_name='who it is around a child')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                    ('place', models.CharField(blank=True, help_text='The building: of a room, where it is; of a person, where they sit.', max_length=120)),
                    ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='seats')),
                    ('hybrid', models.BooleanField(default=False, verbose_name='can be joined from elsewhere')),
                    ('language', models.CharField(blank=True, help_text='What an interpreter interprets.', max_length=60)),
                    ('term_only', models.BooleanField(default=False, help_text='As a teacher can, and others of a school.', verbose_name='can be met in term time only')),
                    ('active', models.BooleanField(default=True, verbose_name='in use')),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'name'], name='resource_by_kind')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='resource_has_a_name', violation_error_message='Enter a name.'), models.CheckConstraint(condition=models.Q(models.Q(('capacity__gte', 1), ('capacity__isnull', False), ('kind', 'room')), models.Q(models.Q(('kind', 'room'), _negated=True), ('capacity', None)), _connector='OR'), name='rooms_alone_have_seats', violation_error_message='Enter how many seats a room has, and of nothing else.'), models.CheckConstraint(condition=models.Q(('kind', 'outside'), ('adult', None), _connector='OR'), name='an_adult_around_a_child_is_outside', violation_error_message='Whoever stands around a child is outside the council.')],
                },
            ),
            migrations.CreateModel(
                name='Availability',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='diary.resource')),
                    ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField()),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, help_text='The last day. Empty while it goes on.', null=True)),
                    ('said_by', models.CharField(blank=True, max_length=120, verbose_name='who said so')),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'verbose_name_plural': 'availabilities',
                    'indexes': [models.Index(fields=['resource', 'weekday'], name='hours_of_resource')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='hours_end_after_they_begin', violation_error_message='It ends later than it begins. Enter a time after the first.'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='hours_stop_on_or_after_their_first_day', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='hours_are_of_a_day_of_the_week')],
                },
            ),
            migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(verbose_name='last day')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='term_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.'), models.UniqueConstraint(fields=('first_on',), name='one_term_from_a_day', violation_error_message='A term that begins on that day stands here already.')],
                },
            ),
            migrations.CreateModel(
                name='FamilyConstraint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='constraints_on_meetings', to='people.child')),
                    ('resource', models.ForeignKey(blank=True, help_text='Who of the family cannot. Empty: nobody of the family.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='constraints', to='diary.resource')),
                    ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True)),
                    ('starts', models.TimeField(blank=True, null=True, verbose_name='not from')),
                    ('ends', models.TimeField(blank=True, null=True, verbose_name='not until')),
                    ('term_only', models.BooleanField(default=False, verbose_name='in term time only')),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, help_text='The last day. Empty while it goes on.', null=True)),
                    ('said_by', models.CharField(max_length=120, verbose_name='who said so')),
                    ('said_on', models.DateField(verbose_name='when they said so')),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('starts', None), ('ends', None), ('ends__gt', models.F('starts')), _connector='OR'), name='constraint_ends_after_it_begins', violation_error_message='It ends later than it begins. Enter a time after the first.'), models.CheckConstraint(condition=models.Q(('ends', None), ('starts', None), ('weekday', None), _negated=True), name='constraint_leaves_some_hour', violation_error_message='Say on which day, or at which times, they cannot.'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='constraint_stops_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(('weekday', None), ('weekday__lte', 6), _connector='OR'), name='constraint_is_of_a_day_of_the_week')],
                },
            ),
            migrations.CreateModel(
                name='CalendarSource',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendars', to='diary.resource')),
                    ('kind', models.CharField(choices=[('icalendar', 'iCalendar address'), ('file', 'iCalendar file'), ('caldav', 'CalDAV'), ('graph', 'Microsoft 365')], max_length=9)),
                    ('sealed', models.BinaryField(blank=True, default=bytes, verbose_name='address, sealed')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='last tried')),
                    ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='last read')),
                    ('problem', models.CharField(blank=True, max_length=300, verbose_name='what went wrong')),
                    ('flags', models.JSONField(blank=True, default=list, verbose_name='what was odd in it')),
                    ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['resource'], name='calendar_of_resource')],
                },
            ),
            migrations.CreateModel(
                name='Busy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('resource', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='busy', to='diary.resource')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(help_text='The first moment that is free again.')),
                    ('status', models.CharField(choices=[('busy', 'Busy'), ('tentative', 'Perhaps busy'), ('away', 'Away'), ('elsewhere', 'Working elsewhere')], max_length=9)),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='busy', to='diary.calendarsource')),
                    ('fetched_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'busy times',
                    'indexes': [models.Index(fields=['resource', 'starts_at'], name='busy_of_resource'), models.Index(fields=['source'], name='busy_of_source')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='busy_ends_after_it_begins')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('strategy', 'Strategy discussion'), ('icpc', 'Initial child protection conference'), ('rcpc', 'Review child protection conference'), ('core_group', 'Core group'), ('child_in_need', 'Child in need meeting'), ('cla_review', 'Looked after review'), ('pep', 'Personal education plan meeting'), ('supervision', 'Supervision'), ('panel', 'Panel'), ('other', 'Other meeting')], max_length=20)),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='people.child')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='workforce.team')),
                    ('rule', models.CharField(blank=True, max_length=40, verbose_name='rule whose clock it completes')),
                    ('rule_started_on', models.DateField(blank=True, null=True, verbose_name='the day that clock began')),
                    ('earliest_on', models.DateField(blank=True, null=True, verbose_name='not before')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='last day in time')),
                    ('length', models.PositiveSmallIntegerField(verbose_name='length in minutes')),
                    ('mode', models.CharField(choices=[('in_person', 'In person'), ('hybrid', 'In person, and online for some'), ('online', 'Online')], default='in_person', max_length=9)),
                    ('place', models.CharField(blank=True, help_text='It stands in invitations: a building, and nothing of a family.', max_length=120)),
                    ('link', models.URLField(blank=True, verbose_name='address to join online')),
                    ('state', models.CharField(choices=[('asked', 'To be arranged'), ('on_hold', 'A time is on hold'), ('booked', 'Booked'), ('held', 'Held'), ('not_held', 'Not held'), ('cancelled', 'Cancelled')], default='asked', max_length=9)),
                    ('starts_at', models.DateTimeField(blank=True, null=True)),
                    ('ends_at', models.DateTimeField(blank=True, help_text='The first moment after it.', null=True)),
                    ('wall_start', models.CharField(blank=True, help_text='As 2026-03-30T10:00: it stays, should the law move the clocks.', max_length=16, verbose_name="start by London's clock")),
                    ('revision', models.PositiveIntegerField(default=0)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('arranged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('arranged_at', models.DateTimeField(blank=True, null=True, verbose_name='when it was first booked')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'starts_at'], name='meeting_by_time'), models.Index(fields=['child', 'state'], name='meeting_of_child'), models.Index(fields=['due_on'], name='meeting_by_due')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='meeting_ends_after_it_begins', violation_error_message='A meeting ends after it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['on_hold', 'booked', 'held', 'not_held']), _negated=True), ('starts_at__isnull', False), _connector='OR'), name='meeting_booked_has_a_time', violation_error_message='A booked meeting has a time.'), models.CheckConstraint(condition=models.Q(('length__gte', 5), ('length__lte', 600)), name='meeting_of_a_day_at_most', violation_error_message='A meeting takes from 5 minutes to 10 hours.')],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='diary.meeting')),
                    ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='diary.resource')),
                    ('role', models.CharField(choices=[('chair', 'Chair'), ('social_worker', 'Social worker'), ('parent', 'Parent or carer'), ('child', 'Child'), ('health', 'Health'), ('school', 'School'), ('police', 'Police'), ('interpreter', 'Interpreter'), ('minute_taker', 'Minute taker'), ('other', 'Another professional'), ('family', 'Family or friend'), ('room', 'Room')], max_length=20)),
                    ('required', models.BooleanField(default=True, verbose_name='must be there')),
                    ('after', models.PositiveSmallIntegerField(blank=True, help_text='Of somebody who comes for a part of it.', null=True, verbose_name='minutes after the beginning')),
                    ('until', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='leaves so many minutes after the beginning')),
                    ('uid', models.CharField(max_length=120, unique=True)),
                    ('sequence', models.PositiveIntegerField(default=0)),
                    ('reply', models.CharField(choices=[('none', 'No reply yet'), ('accepted', 'Accepted'), ('tentative', 'Perhaps'), ('declined', 'Declined')], default='none', max_length=9)),
                    ('answered_sequence', models.PositiveIntegerField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('presence', models.CharField(choices=[('unknown', 'Not noted'), ('present', 'Present'), ('apologies', 'Sent apologies'), ('absent', 'Absent, without a word')], default='unknown', max_length=9)),
                    ('removed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['resource'], name='attendance_of_resource')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('meeting', 'resource'), name='once_at_a_meeting', violation_error_message='They take part already.'), models.CheckConstraint(condition=models.Q(models.Q(('after', None), ('until', None)), ('until__gt', models.F('after')), _connector='OR'), name='own_part_ends_after_it_begins', violation_error_message='Their part ends after it begins. Enter both.')],
                },
            ),
            migrations.CreateModel(
                name='MeetingChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='diary.meeting')),
                    ('what', models.CharField(choices=[('moved', 'Moved'), ('cancelled', 'Cancelled'), ('not_held', 'Not held')], max_length=9)),
                    ('why', models.CharField(choices=[('chair', 'The chair could not come'), ('worker', 'The social worker could not come'), ('family', 'The family asked for it'), ('agency', 'Another agency could not come'), ('room', 'No room, or the building was closed'), ('quorum', 'Too few would be there'), ('report', 'A report was not ready'), ('sooner', 'It is needed sooner'), ('not_needed', 'It is not needed any more'), ('other', 'Another reason, said below')], max_length=10)),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('was_at', models.DateTimeField()),
                    ('now_at', models.DateTimeField(blank=True, null=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('why', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='change_of_another_reason_says_it', violation_error_message='Say the reason.')],
                },
            ),
            migrations.CreateModel(
                name='Minutes',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='diary.meeting')),
                    ('quorate', models.BooleanField(default=True)),
                    ('lacked', models.CharField(blank=True, max_length=200, verbose_name='who was missing')),
                    ('decisions', models.TextField(blank=True, max_length=4000)),
                    ('text', models.TextField(blank=True, max_length=50000, verbose_name='minutes')),
                    ('due_on', models.DateField(blank=True, help_text='Reckoned from the meeting; never typed in.', null=True)),
                    ('circulated_on', models.DateField(blank=True, null=True)),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'verbose_name_plural': 'minutes',
                    'indexes': [models.Index(fields=['circulated_on', 'due_on'], name='minutes_owed')],
                },
            ),
            migrations.CreateModel(
                name='AgreedAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='diary.meeting')),
                    ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='diary.attendance')),
                    ('due_on', models.DateField(verbose_name='until when')),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'indexes': [models.Index(fields=['meeting', 'due_on'], name='agreed_at_meeting')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='diary.attendance')),
                    ('method', models.CharField(choices=[('request', 'Invitation'), ('cancel', 'Called off')], max_length=7)),
                    ('sequence', models.PositiveIntegerField()),
                    ('stamped_at', models.DateTimeField(help_text='Its DTSTAMP.')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('link', models.URLField(blank=True)),
                    ('address', models.EmailField(blank=True, help_text='Empty: told on the desk alone.', max_length=254)),
                    ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='post.message')),
                ],
                options={
                    'indexes': [models.Index(fields=['attendance', '-id'], name='invitation_by_person')],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mail', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='post.receivedmail')),
                    ('attendance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='diary.attendance')),
                    ('reply', models.CharField(blank=True, choices=[('none', 'No reply yet'), ('accepted', 'Accepted'), ('tentative', 'Perhaps'), ('declined', 'Declined')], max_length=9)),
                    ('sequence', models.PositiveIntegerField(default=0)),
                    ('stamped_at', models.DateTimeField(blank=True, null=True)),
                    ('wants_from', models.DateTimeField(blank=True, null=True)),
                    ('wants_until', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(choices=[('taken', 'Noted'), ('old', 'About an older invitation: left aside'), ('asks', 'Asks for another time'), ('unmatched', 'Not matched')], max_length=9)),
                    ('doubt', models.CharField(blank=True, choices=[('no_event', 'It is about no meeting of this desk.'), ('sender', 'It came from another address than the one invited.'), ('delegate', 'Somebody answered for them.'), ('unreadable', 'What it answers could not be read.')], max_length=10)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='what was decided')),
                ],
                options={
                    'indexes': [models.Index(fields=['outcome', 'decided_at'], name='answer_waits')],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('until', models.DateField(verbose_name='meetings due by')),
                    ('seconds', models.PositiveSmallIntegerField(verbose_name='seconds it may take')),
                    ('state', models.CharField(choices=[('waiting', 'Waiting for its turn'), ('working', 'Looking for better places'), ('ready', 'Ready to look at'), ('failed', 'Stopped')], default='waiting', max_length=7)),
                    ('meetings', models.PositiveIntegerField(default=0, verbose_name='meetings in it')),
                    ('nobody', models.PositiveIntegerField(default=0, verbose_name='clocks of whose child nobody is known who could be asked')),
                    ('law', models.PositiveIntegerField(default=0, verbose_name='points of law')),
                    ('comfort', models.PositiveIntegerField(default=0, verbose_name='points of comfort')),
                    ('proved', models.BooleanField(default=False, verbose_name='proved that none is better')),
                    ('first_law', models.PositiveIntegerField(null=True, verbose_name='points of law at first')),
                    ('first_comfort', models.PositiveIntegerField(null=True, verbose_name='points of comfort at first')),
                    ('what_if', models.CharField(blank=True, max_length=120, verbose_name='what was supposed')),
                    ('supposed', models.JSONField(blank=True, default=dict)),
                    ('problem', models.CharField(blank=True, max_length=300, verbose_name='what stopped it')),
                ],
                options={
                    'indexes': [models.Index(fields=['by', 'asked_at'], name='proposal_of_person')],
                },
            ),
            migrations.CreateModel(
                name='ProposedPlace',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='diary.proposal')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed', to='diary.meeting')),
                    ('starts_at', models.DateTimeField(blank=True, null=True)),
                    ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='diary.resource')),
                    ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='diary.resource')),
                    ('interpreter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='diary.resource')),
                    ('why', models.CharField(blank=True, max_length=600, verbose_name='what speaks against it')),
                    ('refused', models.CharField(blank=True, max_length=300, verbose_name='why it could not be booked')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('proposal', 'meeting'), name='one_place_a_meeting')],
                },
            ),
            migrations.CreateModel(
                name='Occupancy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occupancies', to='diary.meeting')),
                    ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occupancies', to='diary.resource')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('held', 'On hold'), ('confirmed', 'Confirmed'), ('released', 'Released')], max_length=9)),
                    ('kind', models.CharField(choices=[('meeting', 'Meeting'), ('travel', 'Travel')], default='meeting', max_length=7)),
                    ('until', models.DateTimeField(blank=True, null=True, verbose_name='on hold until')),
                ],
                options={
                    'verbose_name_plural': 'occupancies',
                    'indexes': [models.Index(fields=['resource', 'starts_at'], name='taken_by_resource'), models.Index(fields=['state', 'until'], name='taken_on_hold')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='taken_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), ('until__isnull', False)), models.Q(('state', 'held'), _negated=True), _connector='OR'), name='a_hold_ends')],
                },
            ),
            migrations.CreateModel(
                name='Poll',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='diary.meeting')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('closes_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='PollTime',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times', to='diary.poll')),
                    ('starts_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['starts_at'],
                    'constraints': [models.UniqueConstraint(fields=('poll', 'starts_at'), name='a_time_once_in_a_poll')],
                },
            ),
            migrations.CreateModel(
                name='PollAsked',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='diary.poll')),
                    ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='diary.attendance')),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('poll', 'attendance'), name='asked_once_in_a_poll')],
                },
            ),
            migrations.CreateModel(
                name='PollAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='diary.pollasked')),
                    ('time', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='diary.polltime')),
                    ('said', models.CharField(choices=[('yes', 'Yes'), ('at_need', 'If need be'), ('no', 'No')], max_length=7)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('asked', 'time'), name='one_answer_for_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Travel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('one', models.CharField(max_length=120, verbose_name='from')),
                    ('other', models.CharField(max_length=120, verbose_name='to')),
                    ('minutes', models.PositiveSmallIntegerField()),
                ],
                options={
                    'verbose_name_plural': 'travel',
                    'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='one_way_between_two_places', violation_error_message='This way stands here already.'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='a_way_is_told_once', violation_error_message='Enter two different buildings.'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 240)), name='a_way_takes_up_to_four_hours', violation_error_message='Enter from 1 to 240 minutes.')],
                },
            ),
        ]),
        migrations.RunPython(switch_on, switch_off),
    ]
