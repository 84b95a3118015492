from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from alongside.desk.access.tables_together import CreateTogether


class Migration(migrations.Migration):

    replaces = [('money', '0001_rates'), ('money', '0002_pay'), ('money', '0003_grants'), ('money', '0004_options'), ('money', '0005_funding_and_budgets'), ('money', '0006_grants_by_decision'), ('money', '0007_one_budget_of_a_code')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('decisions', '0001_squashed_0003'),
        ('workforce', '0001_squashed_0014'),
    ]

    operations = [
        CreateTogether([
            migrations.CreateModel(
                name='OwnRate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('pension', 'Employer’s pension contribution, of pay'), ('vacancy', 'Vacancy factor, of the cost of all posts'), ('award', 'Pay award expected, for each year not priced yet'), ('inflation', 'Inflation expected of other costs, for each year')], max_length=10)),
                    ('from_on', models.DateField(verbose_name='from')),
                    ('percent', models.DecimalField(decimal_places=3, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))])),
                    ('source', models.CharField(max_length=200)),
                    ('verified', models.BooleanField(default=False, verbose_name='somebody read it at its source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('kind', 'from_on'), name='one_rate_of_a_kind_from_a_day', violation_error_message='There is a rate of this kind from this day already. Change that one.')],
                },
            ),
            migrations.CreateModel(
                name='PaySpine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='name of the spine')),
                    ('from_on', models.DateField(verbose_name='from')),
                    ('lowest', models.PositiveSmallIntegerField(default=1, verbose_name='lowest point')),
                    ('points', models.JSONField(help_text='Pounds a year as text, from the lowest point.')),
                    ('source', models.CharField(max_length=200)),
                    ('verified', models.BooleanField(default=False, verbose_name='somebody read it at its source')),
                ],
                options={
                    'ordering': ['name', '-from_on'],
                    'constraints': [models.UniqueConstraint(fields=('name', 'from_on'), name='one_spine_of_a_name_from_a_day', violation_error_message='This spine has points from this day already. Change those.')],
                },
            ),
            migrations.CreateModel(
                name='GradePay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('grade', models.CharField(max_length=20)),
                    ('from_on', models.DateField(verbose_name='from')),
                    ('spine', models.CharField(max_length=60, verbose_name='name of the spine')),
                    ('lowest', models.PositiveSmallIntegerField(verbose_name='lowest point')),
                    ('top', models.PositiveSmallIntegerField(verbose_name='top point')),
                ],
                options={
                    'ordering': ['grade', '-from_on'],
                    'constraints': [models.UniqueConstraint(fields=('grade', 'from_on'), name='one_pay_of_a_grade_from_a_day', violation_error_message='This grade has points from this day already. Change those.'), models.CheckConstraint(condition=models.Q(('top__gte', models.F('lowest'))), name='a_grade_tops_at_its_lowest_point_or_above', violation_error_message='The top point cannot be below the lowest.')],
                },
            ),
            migrations.CreateModel(
                name='PaidPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('holding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paid_points', to='workforce.holding')),
                    ('from_on', models.DateField(verbose_name='from')),
                    ('point', models.PositiveSmallIntegerField()),
                    ('allowances', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='allowances, pounds a year')),
                ],
                options={
                    'ordering': ['holding', 'from_on'],
                    'constraints': [models.UniqueConstraint(fields=('holding', 'from_on'), name='one_point_of_a_person_from_a_day', violation_error_message='This person has a point from this day already. Change that one.')],
                },
            ),
            migrations.CreateModel(
                name='BudgetHead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=30)),
                    ('name', models.CharField(max_length=120)),
                    ('department', models.CharField(max_length=120)),
                ],
                options={
                    'ordering': ['department', 'code'],
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('code'), name='one_budget_of_a_code', violation_error_message='Another budget has this code.')],
                },
            ),
            migrations.CreateModel(
                name='FundingSource',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'Another source has this name.'}, max_length=120, unique=True)),
                    ('kind', models.CharField(choices=[('base', 'Base budget'), ('grant', 'Grant'), ('reserve', 'Reserve'), ('underspend', 'Underspend on vacancies'), ('partner', 'Partner’s contribution')], max_length=10)),
                    ('head', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='money.budgethead')),
                    ('starts_on', models.DateField(verbose_name='first day')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('conditions', models.TextField(blank=True, max_length=1000)),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_source_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='PostFunding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paid_by', to='workforce.post')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pays', to='money.fundingsource')),
                    ('percent', models.DecimalField(decimal_places=3, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0.001')), django.core.validators.MaxValueValidator(Decimal('100'))])),
                    ('first_on', models.DateField(verbose_name='first day')),
                    ('last_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ],
                options={
                    'ordering': ['post', 'first_on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='funding_of_a_post_ends_on_or_after_its_first_day', violation_error_message='The last day cannot be before the first.')],
                },
            ),
            migrations.CreateModel(
                name='BudgetRelease',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                    ('why', models.CharField(max_length=300, verbose_name='reason')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='money.budgethead')),
                    ('on', models.DateField(verbose_name='from')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Enter an amount above £0.')], verbose_name='released, pounds of that year')),
                    ('posts', models.ManyToManyField(related_name='releases', to='workforce.post')),
                ],
                options={
                    'ordering': ['-on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ReleaseUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='money.budgetrelease')),
                    ('what', models.CharField(max_length=200, verbose_name='what for')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Enter an amount above £0.')])),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='BudgetMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                    ('why', models.CharField(max_length=300, verbose_name='reason')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('april', models.PositiveSmallIntegerField(verbose_name='financial year from April')),
                    ('on', models.DateField(verbose_name='day')),
                    ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves_in', to='money.budgethead')),
                    ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moves_out', to='money.budgethead')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'Enter an amount above £0.')])),
                    ('use', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='move', to='money.releaseuse')),
                ],
                options={
                    'ordering': ['on', 'pk'],
                    'indexes': [models.Index(fields=['april', 'head'], name='budget_moves_by_year')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('source', None), models.Q(('source', models.F('head')), _negated=True), _connector='OR'), name='a_budget_moves_to_another', violation_error_message='Choose another budget to move it to.')],
                },
            ),
            migrations.CreateModel(
                name='LedgerUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rows', models.PositiveIntegerField()),
                    ('headings', models.CharField(blank=True, max_length=16)),
                    ('columns', models.JSONField(blank=True, default=dict)),
                ],
                options={
                    'ordering': ['-uploaded_at'],
                },
            ),
            migrations.CreateModel(
                name='HeadMonth',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='months', to='money.budgethead')),
                    ('kind', models.CharField(choices=[('booked', 'Booked'), ('expected', 'Expected')], max_length=10)),
                    ('month', models.DateField(help_text='Its first day.')),
                    ('pounds', models.DecimalField(decimal_places=2, help_text='A credit is less than 0.', max_digits=12)),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('upload', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='months', to='money.ledgerupload')),
                ],
                options={
                    'ordering': ['month'],
                    'constraints': [models.UniqueConstraint(fields=('head', 'kind', 'month'), name='one_figure_of_a_budget_and_month')],
                },
            ),
            migrations.CreateModel(
                name='Funder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150, unique=True)),
                    ('also', models.JSONField(blank=True, default=list, verbose_name='also spelt')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'There is a grant of this name already.'}, max_length=150, unique=True)),
                    ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='money.funder')),
                    ('reference', models.CharField(max_length=150, verbose_name='award letter')),
                    ('letter_on', models.DateField(verbose_name='date of the letter')),
                    ('kind', models.CharField(choices=[('revenue', 'Revenue'), ('capital', 'Capital')], default='revenue', max_length=10)),
                    ('by_decision', models.BooleanField(default=True, verbose_name='it is released by a decision')),
                    ('ring_fenced', models.BooleanField(default=True, verbose_name='it may be spent on this alone')),
                    ('conditions', models.TextField(blank=True)),
                    ('clawback', models.TextField(blank=True, verbose_name='what is paid back, and when')),
                    ('return_line', models.CharField(blank=True, max_length=60)),
                    ('starts_on', models.DateField(verbose_name='first day to spend it')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day to spend it')),
                    ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='grant_ends_on_or_after_its_first_day', violation_error_message='The last day comes before the first. Swap them.')],
                },
            ),
            migrations.CreateModel(
                name='GrantUse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='money.grant')),
                    ('name', models.CharField(max_length=150)),
                    ('adds', models.CharField(choices=[('adds', 'Something new'), ('offsets', 'What the council pays for already')], max_length=10, verbose_name='it pays for')),
                    ('heads', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of people')),
                    ('each', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='for each')),
                    ('on_top', models.DecimalField(decimal_places=2, default=0, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='on top')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('grant', 'name'), name='use_once_of_a_grant', violation_error_message='This grant has a use of this name already.'), models.CheckConstraint(condition=models.Q(models.Q(('each', None), ('heads', None)), models.Q(('each__isnull', False), ('heads__isnull', False)), _connector='OR'), name='heads_and_the_sum_for_each_go_together', violation_error_message='Give the number of people and the sum for each, or neither.')],
                },
            ),
            migrations.CreateModel(
                name='GrantInstalment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='money.grant')),
                    ('due_on', models.DateField(verbose_name='due by')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'An amount is above 0.')], verbose_name='amount')),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='GrantEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.grant')),
                    ('kind', models.CharField(choices=[('award', 'Awarded'), ('release', 'Released to be spent'), ('allocate', 'Allocated to a use'), ('vire', 'Moved to another use'), ('commit', 'Committed'), ('free', 'Commitment ended'), ('spend', 'Spent'), ('claim', 'Claimed from the funder'), ('receive', 'Received from the funder'), ('repay', 'Paid back to the funder')], max_length=10)),
                    ('happened_on', models.DateField(verbose_name='day')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'), 'An amount is above 0.')], verbose_name='amount')),
                    ('use', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='money.grantuse')),
                    ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='money.grantuse')),
                    ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                    ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='money.grantentry')),
                    ('approval', models.CharField(blank=True, max_length=200, verbose_name='who allowed it')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='note, or ledger reference')),
                    ('state', models.CharField(choices=[('counts', 'Counts'), ('waits', 'Waits for its decision'), ('refused', 'Refused'), ('taken_back', 'Taken back')], default='counts', max_length=10)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                    ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('why_back', models.CharField(blank=True, max_length=300, verbose_name='why it was taken back')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'release'), _negated=True), ('decision__isnull', False), _connector='OR'), name='release_rests_on_a_decision', violation_error_message='Choose the decision that releases it.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken_back'), _negated=True), models.Q(('taken_back_by__isnull', False), models.Q(('why_back', ''), _negated=True)), _connector='OR'), name='taken_back_by_somebody_and_why', violation_error_message='Say why it is taken back.')],
                },
            ),
            migrations.CreateModel(
                name='GrantEvidence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='money.grant')),
                    ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='money.grantentry')),
                    ('what', models.CharField(max_length=150, verbose_name='what it is')),
                    ('file_name', models.CharField(max_length=200)),
                    ('stored_as', models.CharField(max_length=40, unique=True)),
                    ('sha256', models.CharField(max_length=64)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='GrantYearEnd',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='year_ends', to='money.grant')),
                    ('year', models.PositiveSmallIntegerField(verbose_name='year that began in April')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='unspent when this was said')),
                    ('treatment', models.CharField(choices=[('repay', 'Paid back to the funder'), ('reserve', 'Carried forward in a reserve'), ('creditor', 'Carried forward as owed to the funder')], max_length=10, verbose_name='what becomes of it')),
                    ('approval', models.CharField(max_length=200, verbose_name='who allowed it')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('said_on', models.DateField()),
                ],
                options={
                    'ordering': ['year'],
                    'constraints': [models.UniqueConstraint(fields=('grant', 'year'), name='one_year_end_of_a_grant', violation_error_message='It is said already what becomes of this year’s.')],
                },
            ),
            migrations.CreateModel(
                name='OptionsAppraisal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(error_messages={'unique': 'There is an appraisal of this name already.'}, max_length=150, unique=True)),
                    ('question', models.CharField(max_length=400)),
                    ('first_year', models.PositiveSmallIntegerField(verbose_name='first year, by its April')),
                    ('years', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='number of years')),
                    ('nominal', models.BooleanField(default=False, verbose_name='costs are typed as they will be paid')),
                    ('inflation', models.DecimalField(decimal_places=3, default=0, max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='inflation a year, in percent')),
                    ('rate', models.DecimalField(decimal_places=3, default=Decimal('3.5'), max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='discount rate a year, in percent')),
                    ('rate_source', models.CharField(default='HM Treasury, The Green Book: social time preference rate, 3.5% a year in real terms for the first 30 years, as its review’s terms of reference of 16 December 2025 give it', max_length=300, verbose_name='whose rate it is')),
                    ('criteria', models.TextField(blank=True, help_text='A name and its weight of 100 a line.')),
                    ('preferred', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='money.weighedoption')),
                    ('why', models.TextField(blank=True, verbose_name='why it is preferred')),
                    ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('begun_on', models.DateField()),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('nominal', True), ('inflation', 0), _connector='OR'), name='inflation_of_prices_as_they_will_be_paid', violation_error_message='Costs in the prices of the first year have no inflation to take out. Say that they are as they will be paid, or leave it at 0.')],
                },
            ),
            migrations.CreateModel(
                name='WeighedOption',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('appraisal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='money.optionsappraisal')),
                    ('name', models.CharField(max_length=120)),
                    ('about', models.CharField(blank=True, max_length=400, verbose_name='what it is')),
                    ('does_nothing', models.BooleanField(default=False, verbose_name='nothing changes')),
                    ('costs', models.TextField(blank=True, help_text='Pounds, a year a line.')),
                    ('not_costed', models.CharField(blank=True, max_length=300, verbose_name='not costed, because')),
                    ('scores', models.TextField(blank=True, help_text='A criterion and its score of 100 a line.')),
                ],
                options={
                    'ordering': [models.OrderBy(models.F('does_nothing'), descending=True), 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('appraisal', 'name'), name='option_once_in_an_appraisal', violation_error_message='There is an option of this name already.'), models.UniqueConstraint(condition=models.Q(('does_nothing', True)), fields=('appraisal',), name='doing_nothing_once_in_an_appraisal', violation_error_message='One option does nothing already.')],
                },
            ),
            migrations.CreateModel(
                name='OptionBenefit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='benefits', to='money.weighedoption')),
                    ('what', models.CharField(max_length=150)),
                    ('unit', models.CharField(max_length=40)),
                    ('low', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('expected', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('high', models.DecimalField(decimal_places=2, max_digits=12)),
                    ('source', models.CharField(max_length=300, verbose_name='where the interval is from')),
                    ('pounds', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='worth of one, in pounds')),
                    ('cash', models.BooleanField(default=False, verbose_name='somebody pays less for it')),
                    ('first', models.PositiveSmallIntegerField(default=0, verbose_name='years before it begins')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('expected__lte', models.F('high')), ('low__lte', models.F('expected'))), name='benefit_from_low_to_high', violation_error_message='What is expected lies between the low end and the high end. Give the lowest first.')],
                },
            ),
            migrations.CreateModel(
                name='OptionRisk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to='money.weighedoption')),
                    ('what', models.CharField(max_length=200)),
                    ('chance', models.DecimalField(decimal_places=3, max_digits=6, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='chance, in percent')),
                    ('pounds', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost if it happens, in pounds')),
                    ('year', models.PositiveSmallIntegerField(default=0, verbose_name='years from the start')),
                    ('answer', models.CharField(blank=True, max_length=300, verbose_name='what is done about it')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
        ]),
    ]
