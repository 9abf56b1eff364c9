
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practice', '0004_authors_and_funding'),
    ]

    operations = [
        migrations.AddField(
            model_name='page',
            name='search_title',
            field=models.CharField(blank=True, help_text="At most 60 characters. Empty: the page's title, with the practice's name after it where both fit.", max_length=60, verbose_name='title for search engines'),
        ),
        migrations.AddField(
            model_name='page',
            name='search_title_en',
            field=models.CharField(blank=True, help_text="At most 60 characters. Empty: the page's title, with the practice's name after it where both fit.", max_length=60, null=True, verbose_name='title for search engines'),
        ),
        migrations.AddField(
            model_name='page',
            name='search_title_fr',
            field=models.CharField(blank=True, help_text="At most 60 characters. Empty: the page's title, with the practice's name after it where both fit.", max_length=60, null=True, verbose_name='title for search engines'),
        ),
    ]
