from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_open_by_day")]

    operations = [
        migrations.AddField(
            model_name="extract",
            name="days",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="As at when, by table, once it is applied.",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="warnings",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="extract",
            name="removed_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the file and all made of it went.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="child",
            field=models.CharField(
                blank=True, default="", max_length=60, verbose_name="child's id"
            ),
            preserve_default=False,
        ),
    ]
