import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_the_adults_around_children'), ('people', '0003_merged_records'), ('people', '0004_openings_of_restricted_records'), ('people', '0005_unusual_looks'), ('people', '0006_conflicts_of_interest')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='Conflict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case_id', models.CharField(db_index=True, max_length=60, verbose_name='id in the case system')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to=settings.AUTH_USER_MODEL)),
                    ('kind', models.CharField(choices=[('related', 'Related to the family'), ('friend', 'Knows the family as a friend or neighbour'), ('other', 'Knows the family in another way outside work')], max_length=10)),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('since', models.DateTimeField(auto_now_add=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case_id', 'user'), name='one_open_conflict_a_person_and_child', violation_error_message='This stands already.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='conflict_ended_by_somebody', violation_error_message='Say who ended it, and when.')],
                },
            ),
            migrations.CreateModel(
                name='Child',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('case_id', models.CharField(max_length=60, unique=True, verbose_name='id in the case system')),
                    ('forename', models.CharField(blank=True, max_length=120)),
                    ('surname', models.CharField(blank=True, max_length=120)),
                    ('sex', models.CharField(blank=True, max_length=20)),
                    ('born_on', models.DateField(blank=True, null=True)),
                    ('expected_on', models.DateField(blank=True, null=True)),
                    ('died_on', models.DateField(blank=True, null=True)),
                    ('family_id', models.CharField(blank=True, db_index=True, max_length=60)),
                    ('teams', models.ManyToManyField(related_name='children', through='people.ChildTeam', to='workforce.team')),
                ],
                options={
                    'verbose_name_plural': 'children',
                    'indexes': [models.Index(fields=['surname', 'forename'], name='child_by_name')],
                },
            ),
            migrations.CreateModel(
                name='ChildTeam',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.child')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='workforce.team')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('child', 'team'), name='child_once_a_team')],
                },
            ),
            migrations.CreateModel(
                name='Restriction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='people.child')),
                    ('reason', models.CharField(max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('since', models.DateTimeField(auto_now_add=True)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('people', models.ManyToManyField(related_name='+', through='people.NeedToKnow', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('child',), name='one_open_restriction_a_child', violation_error_message='This record is restricted already.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False)), _connector='OR'), name='restriction_lifted_by_somebody', violation_error_message='Say who lifted the restriction, and when.')],
                },
            ),
            migrations.CreateModel(
                name='NeedToKnow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='need_to_know', to='people.restriction')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'need to know',
                    'constraints': [models.UniqueConstraint(fields=('restriction', 'user'), name='once_on_a_list', violation_error_message='This person is on the list already.')],
                },
            ),
            migrations.CreateModel(
                name='Adult',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150)),
                    ('kind', models.CharField(choices=[('family', 'Family member'), ('foster_carer', 'Foster carer'), ('school', 'School'), ('health', 'Health'), ('police', 'Police'), ('other', 'Other')], max_length=12, verbose_name='who they are')),
                    ('organisation', models.CharField(blank=True, max_length=150)),
                    ('helps', models.CharField(blank=True, help_text='For example: an interpreter for Polish, or speak slowly.', max_length=200, verbose_name='what helps in a call')),
                    ('sought', models.CharField(editable=False, help_text='Names as they are searched.', max_length=310)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='adult_has_a_name', violation_error_message='Enter a name, or who they say they are.')],
                },
            ),
            migrations.CreateModel(
                name='AdultOfChild',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('adult', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='people.adult')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adult_links', to='people.child')),
                    ('relationship', models.CharField(choices=[('mother', 'Mother'), ('father', 'Father'), ('step_parent', 'Step-parent'), ('partner', 'Partner of a parent'), ('grandparent', 'Grandparent'), ('sibling', 'Grown-up brother or sister'), ('aunt_or_uncle', 'Aunt or uncle'), ('relative', 'Another relative'), ('special_guardian', 'Special guardian'), ('adopter', 'Adopter'), ('foster_carer', 'Foster carer'), ('key_worker', 'Key worker where the child lives'), ('teacher', 'Teacher or other school staff'), ('health_visitor', 'Health visitor or school nurse'), ('doctor', 'Doctor, nurse or therapist'), ('police_officer', 'Police officer'), ('guardian', 'Children’s guardian'), ('solicitor', 'Solicitor'), ('advocate', 'Advocate or independent visitor'), ('friend', 'Friend or neighbour of the family'), ('other', 'Another')], max_length=16, verbose_name='what they are to the child')),
                    ('parental_responsibility', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7)),
                    ('since', models.DateField(blank=True, null=True)),
                    ('until', models.DateField(blank=True, help_text='The last day. Empty while it goes on.', null=True)),
                ],
                options={
                    'verbose_name_plural': 'adults of children',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('adult', 'child'), name='adult_once_around_a_child', violation_error_message='This adult is linked to this child already.'), models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='link_ends_on_or_after_its_start', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='ContactPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('adult', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='people.adult')),
                    ('channel', models.CharField(choices=[('phone', 'Telephone'), ('email', 'E-mail')], default='phone', max_length=5)),
                    ('value', models.CharField(max_length=254, verbose_name='number or address')),
                    ('safe_to_ring', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7)),
                    ('safe_to_text', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7, verbose_name='safe to text or e-mail')),
                    ('safe_to_voicemail', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=7, verbose_name='safe to leave a voicemail')),
                    ('ring_from', models.TimeField(blank=True, null=True)),
                    ('ring_until', models.TimeField(blank=True, null=True)),
                    ('worked_at', models.DateTimeField(blank=True, null=True)),
                    ('failed_at', models.DateTimeField(blank=True, null=True)),
                    ('told_by', models.CharField(blank=True, max_length=120, verbose_name='who told us')),
                    ('told_on', models.DateField(blank=True, null=True)),
                    ('stopped_on', models.DateField(blank=True, help_text='From this day it is used no more.', null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['value'], name='contact_point_by_value')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_on', None)), fields=('adult', 'value'), name='number_once_an_adult', violation_error_message='This number or address stands there already.'), models.CheckConstraint(condition=models.Q(('ring_from', None), ('ring_until', None), ('ring_from__lt', models.F('ring_until')), _connector='OR'), name='ring_from_before_until', violation_error_message='The hours must end after they begin, on one day.')],
                },
            ),
            migrations.CreateModel(
                name='LookRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20)),
                    ('numbers', models.JSONField()),
                    ('from_on', models.DateField(verbose_name='from which day')),
                    ('why', models.CharField(max_length=300, verbose_name='why it changes')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name='UnusualLook',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rule', models.CharField(max_length=20)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('child', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unusual_looks', to='people.child')),
                    ('day', models.DateField()),
                    ('looks', models.PositiveIntegerField()),
                    ('children', models.PositiveIntegerField()),
                    ('lines', models.JSONField(help_text='The first of the trail’s lines, by number.')),
                    ('numbers', models.JSONField(help_text='Those of the rule on that day.')),
                    ('answer', models.CharField(blank=True, choices=[('explained', 'Explained: it was part of their work'), ('further', 'Taken further')], max_length=10)),
                    ('words', models.CharField(blank=True, max_length=500)),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('answered_at', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('rule', 'user', 'day', 'child'), name='unusual_child_once_a_day'), models.UniqueConstraint(condition=models.Q(('child', None)), fields=('rule', 'user', 'day'), name='unusual_once_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('words', ''), _negated=True), ('answered_by__isnull', False)), _connector='OR'), name='unusual_look_answered_in_words'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('user')), _negated=True), _connector='OR'), name='unusual_look_answered_by_another')],
                },
            ),
            migrations.CreateModel(
                name='Merge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='people.child', verbose_name='kept')),
                    ('gone', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='merged_into', to='people.child')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('child', models.F('gone')), _negated=True), name='merge_is_of_two_records')],
                },
            ),
            migrations.CreateModel(
                name='Opening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='people.restriction')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('why', models.CharField(choices=[('at_risk', 'A child may be at risk now'), ('others_ask', 'The police, a hospital or a court ask now'), ('on_duty', 'I am on duty, and this came to me'), ('nobody_there', 'I know who works with the child, and none is there'), ('other', 'Another reason')], max_length=20)),
                    ('words', models.CharField(max_length=300)),
                    ('at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('judged', models.CharField(blank=True, choices=[('right', 'It was right to open it'), ('not_right', 'It was not right to open it')], max_length=10)),
                    ('judged_words', models.CharField(blank=True, max_length=300)),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('told', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('judged', ''), ('judged_at', None), ('judged_by', None)), models.Q(models.Q(('judged', ''), _negated=True), ('judged_at__isnull', False), ('judged_by__isnull', False), models.Q(('judged_words', ''), _negated=True)), _connector='OR'), name='opening_judged_by_somebody_in_words', violation_error_message='Say what you think of it, and why.'), models.CheckConstraint(condition=models.Q(('judged_by', None), models.Q(('judged_by', models.F('by')), _negated=True), _connector='OR'), name='opening_judged_by_another', violation_error_message='Whoever opened a record does not review it.')],
                },
            ),
        ]),
    ]
