import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('decisions', '0001_bodies_and_decisions'), ('decisions', '0002_members_and_votes'), ('decisions', '0003_what_becomes_of_decisions')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'There is a body of this name already.'}, max_length=150, unique=True)),
                    ('kind', models.CharField(choices=[('committee', 'Committee'), ('steering_group', 'Steering group'), ('portfolio_holder', 'Portfolio holder'), ('officer', 'Delegated officer')], max_length=20)),
                    ('quorum', models.PositiveSmallIntegerField(blank=True, help_text='How many members must vote. Empty where decisions are only recorded.', null=True, validators=[django.core.validators.MinValueValidator(2, 'Nobody decides alone: a quorum is 2 or more.')])),
                    ('call_in_days', models.PositiveSmallIntegerField(blank=True, help_text='Working days after publication in which a decision can be called in, by the council’s constitution. Empty where none can be.', null=True, validators=[django.core.validators.MinValueValidator(1, 'A call-in takes a working day or more.')])),
                ],
                options={
                    'verbose_name_plural': 'bodies',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='BodyMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='decisions.body')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, help_text='The last day. Empty while it goes on.', null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('body', 'user'), name='once_on_a_body_at_a_time', violation_error_message='This person sits on this body already.'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='body_member_ends_on_or_after_the_first_day', violation_error_message='Nobody leaves a body before they join it.')],
                },
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='decisions.body')),
                    ('reference', models.CharField(help_text='The report, and its number and paragraph.', max_length=150)),
                    ('what', models.TextField(verbose_name='what is decided')),
                    ('conditions', models.TextField(blank=True)),
                    ('state', models.CharField(choices=[('awaited', 'Awaited'), ('decided', 'Decided'), ('call_in', 'Decided, can be called in'), ('called_in', 'Called in'), ('refused', 'Refused')], default='awaited', max_length=10)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                    ('key', models.BooleanField(default=False, verbose_name='a key decision')),
                    ('meets_on', models.DateField(blank=True, null=True, verbose_name='to be decided on')),
                    ('notice_on', models.DateField(blank=True, null=True, verbose_name='notice published on')),
                    ('short_notice', models.CharField(blank=True, choices=[('general_exception', 'General exception (regulation 10)'), ('special_urgency', 'Special urgency (regulation 11)')], default='', max_length=20)),
                    ('short_notice_why', models.CharField(blank=True, default='', max_length=400)),
                    ('call_in_until', models.DateField(blank=True, null=True)),
                    ('no_call_in', models.CharField(blank=True, default='', max_length=400, verbose_name='why it cannot be called in')),
                    ('in_force_on', models.DateField(blank=True, help_text='The day of effect, if not that of the decision.', null=True)),
                    ('minute', models.TextField(blank=True, default='')),
                    ('minuted_on', models.DateField(blank=True, null=True, verbose_name='minutes agreed on')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['-decided_on'], name='decisions_by_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('state', 'awaited')), models.Q(models.Q(('state', 'awaited'), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='decision_has_a_day_once_it_is_made', violation_error_message='Say on which day it was decided, or that it is awaited.'), models.CheckConstraint(condition=models.Q(('short_notice', ''), models.Q(('short_notice_why', ''), _negated=True), _connector='OR'), name='short_notice_of_a_decision_has_a_reason', violation_error_message='Say why full notice could not be given.')],
                },
            ),
            migrations.CreateModel(
                name='Vote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='decisions.decision')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('choice', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstain', 'Abstain')], max_length=10)),
                    ('reason', models.CharField(max_length=500)),
                    ('cast_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('decision', 'by'), name='one_vote_each', violation_error_message='This person has voted already.')],
                },
            ),
            migrations.CreateModel(
                name='Scrutiny',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scrutinies', to='decisions.decision')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.body')),
                    ('on', models.DateField()),
                    ('said', models.TextField(verbose_name='what it said')),
                    ('answer', models.TextField(blank=True, default='', verbose_name='what was answered')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'scrutinies',
                    'ordering': ['on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CallIn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_ins', to='decisions.decision')),
                    ('asked_on', models.DateField()),
                    ('who', models.CharField(max_length=300, verbose_name='who asked')),
                    ('why', models.TextField(verbose_name='their reasons')),
                    ('decided_on', models.DateField(verbose_name='the day of the decision called in')),
                    ('outcome', models.CharField(blank=True, choices=[('stands', 'It stands'), ('referred', 'Referred back to whoever decided')], default='', max_length=10)),
                    ('settled_on', models.DateField(blank=True, null=True)),
                    ('said', models.TextField(blank=True, default='', verbose_name='what was said of it')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['asked_on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_on', None)), models.Q(models.Q(('outcome', ''), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='call_in_has_a_day_once_it_is_settled', violation_error_message='Say on which day the call-in was settled.')],
                },
            ),
            migrations.CreateModel(
                name='Undertaking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undertakings', to='decisions.decision')),
                    ('what', models.CharField(max_length=400)),
                    ('condition', models.BooleanField(default=False, verbose_name='a condition of the decision')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('due_on', models.DateField()),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('done_how', models.CharField(blank=True, default='', max_length=400, verbose_name='how it was done')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('done_on', None), models.Q(('done_how', ''), _negated=True), _connector='OR'), name='undertaking_done_says_how', violation_error_message='Say how it was done, and where that stands.')],
                },
            ),
        ]),
    ]
