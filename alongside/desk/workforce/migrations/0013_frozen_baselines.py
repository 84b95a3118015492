from collections import defaultdict

from django.db import migrations, models

BASELINE = 12


def mark(apps, _):
    """Freeze what the limits come from today: the first twelve months of each phase."""
    starts, phases = defaultdict(list), defaultdict(list)
    drawn = apps.get_model("workforce", "LimitsAnew").objects
    for key in drawn.values_list("indicator", "team", "month"):
        starts[key[:2]].append(key[2])
    figures = apps.get_model("workforce", "MonthlyFigure").objects
    for pk, month, *key in figures.order_by("month").values_list(
        "pk", "month", "indicator", "team"
    ):
        number = sum(first <= month for first in starts[tuple(key)])
        phases[(*key, number)].append(pk)
    for of_phase in phases.values():
        if len(of_phase) >= BASELINE:
            figures.filter(pk__in=of_phase[:BASELINE]).update(baseline=True)


class Migration(migrations.Migration):
    dependencies = [("workforce", "0012_sickness_held_from")]

    operations = [
        migrations.AddField(
            model_name="monthlyfigure",
            name="baseline",
            field=models.BooleanField(
                default=False,
                help_text="One of the twelve that the limits come from: they stay the same, whatever months are added.",
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
