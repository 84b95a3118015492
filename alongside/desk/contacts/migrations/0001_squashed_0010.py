"""The tables of the contact desk, and the topics that it begins with."""

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import alongside.desk.contacts.contact_models
from alongside.desk.access.tables_together import CreateTogether
from alongside.desk.contacts.first_topics import seed_topics


def seed(apps, schema_editor):
    seed_topics(apps.get_model("contacts", "Topic"))


class Migration(migrations.Migration):

    replaces = [('contacts', '0001_contacts'), ('contacts', '0002_the_first_topics'), ('contacts', '0003_callers_drafts_and_corrections'), ('contacts', '0004_answer_cards'), ('contacts', '0005_call_backs_and_concerns'), ('contacts', '0006_whole_sentences_not_to_tell'), ('contacts', '0007_payment_queries'), ('contacts', '0008_words_alone_may_change'), ('contacts', '0009_call_backs_opened_again'), ('contacts', '0010_numbers_of_callers_not_known')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_squashed_0006'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Topic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True)),
                    ('name', models.CharField(error_messages={'unique': 'There is a topic of this name already.'}, max_length=60, unique=True)),
                    ('active', models.BooleanField(default=True)),
                    ('order', models.PositiveSmallIntegerField(default=0)),
                    ('is_concern', models.BooleanField(default=False)),
                    ('is_payment', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['order', 'name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('active', True), models.Q(('is_concern', False), ('is_payment', False)), _connector='OR'), name='concerns_and_payments_stay_on_the_list', violation_error_message='Concerns and payment queries have work of their own: they stay on the list.')],
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(default=alongside.desk.contacts.contact_models.new_reference, max_length=12, unique=True)),
                    ('send_key', models.UUIDField(default=uuid.uuid4, help_text='Of the form it was sent with: sent again, it is the same contact.', unique=True)),
                    ('channel', models.CharField(choices=[('phone', 'Telephone'), ('email', 'E-mail'), ('letter', 'Letter'), ('in_person', 'In person'), ('text', 'Text message')], default='phone', max_length=10)),
                    ('adult', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.adult')),
                    ('caller_kind', models.CharField(choices=[('family', 'Family member'), ('foster_carer', 'Foster carer'), ('school', 'School'), ('health', 'Health'), ('police', 'Police'), ('other', 'Other')], max_length=12)),
                    ('caller_said', models.CharField(blank=True, help_text='Who they said they are, if not known here.', max_length=200)),
                    ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.contactpoint')),
                    ('number_state', models.CharField(choices=[('worked', 'Worked'), ('failed', 'Failed'), ('not_tried', 'Not tried')], default='not_tried', max_length=10)),
                    ('checked_how', models.CharField(choices=[('asked', 'Asked things only they know'), ('rang_back', 'Rang back on the number held'), ('voice', 'Known voice'), ('switchboard', 'Through the professional’s switchboard'), ('not_checked', 'Not checked')], default='not_checked', max_length=12)),
                    ('checked', models.BooleanField(default=False, help_text='Whether the check showed that it is they.')),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.child')),
                    ('whole_family', models.BooleanField(default=False, help_text='About the child’s whole family, and not the child alone.')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='workforce.team')),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='contacts.topic')),
                    ('said', models.TextField(max_length=4000)),
                    ('outcome', models.CharField(choices=[('answered', 'Answered now'), ('message', 'Message passed'), ('call_back', 'Call-back promised'), ('duty', 'Passed to the duty worker')], max_length=10)),
                    ('passed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts_taken', to=settings.AUTH_USER_MODEL)),
                    ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('logged_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('note_copied_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['-began_at'], name='contact_newest'), models.Index(fields=['child', '-began_at'], name='contact_of_child'), models.Index(fields=['team', '-began_at'], name='contact_of_team'), models.Index(fields=['taken_by', '-began_at'], name='contact_taken_by'), models.Index(fields=['adult', '-began_at'], name='contact_of_adult'), models.Index(fields=['topic', '-began_at'], name='contact_of_topic')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('checked', False), models.Q(('checked_how', 'not_checked'), _negated=True), _connector='OR'), name='contact_checked_somehow', violation_error_message='Say how it was checked who they are.'), models.CheckConstraint(condition=models.Q(('whole_family', False), ('child__isnull', False), _connector='OR'), name='contact_of_a_family_names_a_child', violation_error_message='Choose a child of the family.')],
                },
            ),
            migrations.CreateModel(
                name='CallBack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('contact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call_back', to='contacts.contact')),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_backs', to=settings.AUTH_USER_MODEL, verbose_name='who is to ring')),
                    ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.contactpoint', verbose_name='number or address')),
                    ('sealed_number', models.BinaryField(blank=True, default=b'')),
                    ('safe_to_ring', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7)),
                    ('by_when', models.DateTimeField()),
                    ('judged_by', models.DateTimeField()),
                    ('channel', models.CharField(choices=[('phone', 'Ring'), ('text', 'Text'), ('email', 'E-mail')], default='phone', max_length=5)),
                    ('about', models.CharField(max_length=200)),
                    ('promised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('promised_at', models.DateTimeField()),
                    ('kept_with', models.OneToOneField(blank=True, help_text='The attempt that got through.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.attempt')),
                    ('given_up_at', models.DateTimeField(blank=True, null=True)),
                    ('given_up_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('given_up_why', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('given_up_at', None), ('kept_with', None)), fields=['to', 'by_when'], name='call_back_owed'), models.Index(fields=['promised_at'], name='call_back_promised')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kept_with', None), ('given_up_at', None), _connector='OR'), name='call_back_kept_or_given_up', violation_error_message='A call-back that was kept is not given up.'), models.CheckConstraint(condition=models.Q(models.Q(('given_up_at', None), ('given_up_by', None), ('given_up_why', '')), models.Q(('given_up_at__isnull', False), ('given_up_by__isnull', False), ('given_up_why__gt', '')), _connector='OR'), name='call_back_given_up_with_a_reason', violation_error_message='Say why the call-back is given up.'), models.CheckConstraint(condition=models.Q(('judged_by__lte', models.F('by_when'))), name='call_back_judged_by_no_later_time')],
                },
            ),
            migrations.CreateModel(
                name='AskedAgain',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_again', to='contacts.callback')),
                    ('contact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='asked_again_of', to='contacts.contact')),
                ],
                options={
                    'verbose_name_plural': 'asked again',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='contacts.callback')),
                    ('outcome', models.CharField(choices=[('through', 'Yes, I got through'), ('no_answer', 'No answer'), ('left_message', 'I left a message'), ('wrong_number', 'Wrong number')], max_length=12)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('in_name_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'indexes': [models.Index(fields=['in_name_of', '-at'], name='attempt_in_name')],
                },
            ),
            migrations.CreateModel(
                name='Move',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='contacts.callback')),
                    ('was_to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('was_by_when', models.DateTimeField()),
                    ('by_when', models.DateTimeField()),
                    ('why', models.CharField(max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='AnswerCard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answer_cards', to='people.child')),
                    ('number', models.PositiveIntegerField(help_text='Versions of a child, from 1 on.')),
                    ('do_not_tell', models.TextField(blank=True, help_text='Shown above everything else, whoever is calling.', verbose_name='what nobody is to be told, and why')),
                    ('meeting_on', models.DateField(blank=True, help_text='Time, place and people are of the meeting on this day, and no other.', null=True, verbose_name='day of the meeting written of')),
                    ('words', models.JSONField(blank=True, default=dict)),
                    ('review_on', models.DateField(help_text='The last day. After it, nothing is told.', verbose_name='holds until')),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('child', 'number'), name='answer_card_version_once', violation_error_message='This card was set by somebody meanwhile.')],
                },
            ),
            migrations.CreateModel(
                name='CardSetting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settings', to='contacts.answercard')),
                    ('adult', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='card_settings', to='people.adult')),
                    ('told', models.JSONField(blank=True, default=list)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('card', 'adult'), name='adult_once_on_a_card')],
                },
            ),
            migrations.CreateModel(
                name='Concern',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('contact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='concern', to='contacts.contact')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='workforce.team')),
                    ('immediate', models.BooleanField(default=False, help_text='The caller spoke of danger at that moment.')),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('raised_at', models.DateTimeField()),
                    ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('screened', 'Screened: goes on as a contact or a referral'), ('strategy', 'Strategy discussion called'), ('section_47', 'Section 47 enquiry begun'), ('with_plan', 'Taken into the work that goes on with the child'), ('elsewhere', 'Passed to another authority'), ('no_action', 'No further action')], max_length=12)),
                    ('done', models.TextField(blank=True, max_length=1000, verbose_name='what was done, and why')),
                    ('recorded_as', models.CharField(blank=True, max_length=60, verbose_name='reference in the case system')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('acknowledged_at', None)), fields=['raised_at'], name='concern_waiting'), models.Index(fields=['team', '-raised_at'], name='concern_of_team')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at', None), ('acknowledged_by', None)), models.Q(('acknowledged_at__gte', models.F('raised_at')), ('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='concern_acknowledged_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('outcome', '')), models.Q(('acknowledged_at__isnull', False), ('closed_at__gte', models.F('acknowledged_at')), ('closed_by__isnull', False), ('outcome__gt', ''), ('recorded_as__gt', '')), _connector='OR'), name='concern_closed_with_what_was_done', violation_error_message='Say what was done and where it is recorded.')],
                },
            ),
            migrations.CreateModel(
                name='ConcernTold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='contacts.concern')),
                    ('step', models.CharField(choices=[('duty', 'duty'), ('duty_manager', 'duty_manager'), ('managers', 'managers')], max_length=12)),
                    ('on', models.DateField()),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('role', models.CharField(choices=[('duty', 'Duty worker'), ('duty_manager', 'Duty manager'), ('team_manager', 'Team manager'), ('service', 'Service manager'), ('listed', 'On the record’s list'), ('in_place', 'In place of those on the record’s list')], max_length=12)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'told of concerns',
                    'ordering': ['at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('concern', 'step', 'on', 'to'), name='told_once_a_step_and_day')],
                },
            ),
            migrations.CreateModel(
                name='ConcernHanding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handings', to='contacts.concern')),
                    ('since', models.DateTimeField()),
                    ('emailed_at', models.DateTimeField(blank=True, null=True)),
                    ('spoke_to', models.CharField(blank=True, max_length=120, verbose_name='whom you spoke to')),
                    ('rung_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rung_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['since'],
                    'constraints': [models.UniqueConstraint(fields=('concern', 'since'), name='handed_over_once_a_closing'), models.CheckConstraint(condition=models.Q(models.Q(('rung_at', None), ('rung_by', None), ('spoke_to', '')), models.Q(('rung_at__isnull', False), ('rung_by__isnull', False), ('spoke_to__gt', '')), _connector='OR'), name='rung_by_somebody_who_spoke_to_somebody')],
                },
            ),
            migrations.CreateModel(
                name='ConcernSettings',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('duty_manager_after', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(240)])),
                    ('managers_after', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(240)])),
                    ('unknown_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                ],
                options={
                    'verbose_name_plural': 'concern settings',
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_row_of_concern_settings'), models.CheckConstraint(condition=models.Q(('managers_after__gt', models.F('duty_manager_after'))), name='managers_are_told_after_the_duty_manager', violation_error_message='The team manager and the service manager are told after the duty manager. Enter more minutes for them.')],
                },
            ),
            migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('send_key', models.UUIDField(unique=True)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sealed', models.BinaryField()),
                    ('began_at', models.DateTimeField()),
                    ('saved_at', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['owner', '-began_at'], name='draft_of_owner')],
                },
            ),
            migrations.CreateModel(
                name='PaymentCause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=200, verbose_name='what went wrong')),
                    ('found_on', models.DateField(verbose_name='found on')),
                    ('mended_on', models.DateField(blank=True, null=True, verbose_name='put right on')),
                    ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was put right')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('mended_on', None), ('mended_on__gte', models.F('found_on')), _connector='OR'), name='payment_cause_put_right_after_it_was_found', violation_error_message='It cannot be put right before it was found.')],
                },
            ),
            migrations.CreateModel(
                name='PaymentQuery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(default=alongside.desk.contacts.contact_models.new_reference, max_length=12, unique=True)),
                    ('kind', models.CharField(choices=[('allowance', 'Weekly allowance'), ('fee', 'Fee or skills payment'), ('mileage', 'Mileage'), ('break', 'Short break or respite'), ('retainer', 'Retainer'), ('special', 'Birthday, festival or holiday'), ('equipment', 'Clothing or equipment'), ('kinship', 'Kinship or special guardianship allowance'), ('other', 'Another payment')], max_length=10, verbose_name='payment')),
                    ('carer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.adult')),
                    ('carer_said', models.CharField(blank=True, max_length=200, verbose_name='carer, as they gave their name')),
                    ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payment_queries', to='people.child')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.team')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('opened_on', models.DateField()),
                    ('turn', models.CharField(choices=[('support', 'Support officer'), ('worker', 'Social worker'), ('fostering', 'Fostering team'), ('finance', 'Payments team'), ('carer', 'Carer')], default='support', max_length=10, verbose_name='whose turn it is')),
                    ('next_step', models.CharField(default='Find out what was due and what was paid.', max_length=300)),
                    ('next_by', models.DateField(verbose_name='by when')),
                    ('fault', models.CharField(choices=[('council', 'The council'), ('carer', 'The carer'), ('other', 'Somebody else'), ('nobody', 'Nobody: it was paid as due'), ('unknown', 'Not known yet')], default='unknown', max_length=10)),
                    ('why', models.CharField(blank=True, choices=[('not_recorded', 'Placement not recorded in time'), ('late_form', 'Form or claim late'), ('wrong_rate', 'Wrong rate'), ('wrong_dates', 'Wrong dates'), ('not_told', 'A change was not passed on'), ('run_missed', 'Pay run missed'), ('bank', 'Bank details'), ('not_explained', 'Paid, without saying what for'), ('none', 'No fault found')], max_length=15, verbose_name='cause')),
                    ('cause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='queries', to='contacts.paymentcause')),
                    ('answer', models.CharField(blank=True, choices=[('paid', 'Paid in full'), ('part', 'Paid in part, and told why'), ('not_due', 'Not due, and told why'), ('back', 'Overpaid, and how to pay it back agreed'), ('withdrawn', 'Taken back by the carer')], max_length=10)),
                    ('answered_on', models.DateField(blank=True, null=True, verbose_name='carer told on')),
                ],
                options={
                    'verbose_name_plural': 'payment queries',
                    'indexes': [models.Index(fields=['answered_on', 'opened_on'], name='payment_query_open'), models.Index(fields=['carer', 'kind'], name='payment_query_of_carer')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None)), models.Q(('answered_on__gte', models.F('opened_on')), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='payment_query_answered_with_a_day', violation_error_message='The carer cannot be told before they asked.'), models.UniqueConstraint(condition=models.Q(('answered_on', None)), fields=('carer', 'kind', 'child'), name='one_open_query_a_carer_payment_and_child', violation_error_message='This carer has an open query about this payment already.'), models.UniqueConstraint(condition=models.Q(('answered_on', None), ('child', None)), fields=('carer', 'kind'), name='one_open_query_a_carer_and_payment', violation_error_message='This carer has an open query about this payment already.')],
                },
            ),
            migrations.CreateModel(
                name='PaymentContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('query', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='contacts.paymentquery')),
                    ('contact', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='payment', to='contacts.contact')),
                ],
            ),
            migrations.CreateModel(
                name='PaymentEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('query', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='contacts.paymentquery')),
                    ('side', models.CharField(choices=[('due', 'Due'), ('paid', 'Paid')], max_length=4, verbose_name='due or paid')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Enter a sum of more than £0.')])),
                    ('first_on', models.DateField(verbose_name='first day it is for')),
                    ('last_on', models.DateField(verbose_name='last day it is for')),
                    ('paid_on', models.DateField(blank=True, null=True, verbose_name='day it was paid')),
                    ('source', models.CharField(max_length=120, verbose_name='where the figure is from')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                    ('struck_at', models.DateTimeField(blank=True, null=True)),
                    ('struck_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('struck_why', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'verbose_name_plural': 'payment entries',
                    'ordering': ['first_on', 'side', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='payment_entry_days_in_order', violation_error_message='The last day cannot be before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('paid_on', None), ('side', 'due')), models.Q(('paid_on__isnull', False), ('side', 'paid')), _connector='OR'), name='payment_entry_paid_on_a_day', violation_error_message='Say on which day it was paid; of what was due, leave that day empty.'), models.CheckConstraint(condition=models.Q(models.Q(('struck_at', None), ('struck_by', None)), models.Q(('struck_at__isnull', False), ('struck_by__isnull', False)), _connector='OR'), name='payment_entry_struck_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='PaymentStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('query', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='contacts.paymentquery')),
                    ('said', models.CharField(max_length=300, verbose_name='what was done')),
                    ('turn', models.CharField(choices=[('support', 'Support officer'), ('worker', 'Social worker'), ('fostering', 'Fostering team'), ('finance', 'Payments team'), ('carer', 'Carer')], max_length=10)),
                    ('next_step', models.CharField(max_length=300)),
                    ('next_by', models.DateField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='Reopened',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attempt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopened', to='contacts.attempt')),
                    ('why', models.CharField(max_length=300, verbose_name='what happened')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='RepeatWindow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)])),
                    ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('set_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
            ),
            migrations.CreateModel(
                name='ContactVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='contacts.contact')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('said', models.TextField(max_length=4000)),
                    ('changed', models.JSONField(blank=True, default=dict, help_text='The other fields that changed, as they stood.')),
                    ('why', models.CharField(max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('contact', 'number'), name='version_once_a_contact')],
                },
            ),
        ]),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
