from django.db import migrations, models

HISTORY = {
    "key": "history",
    "title_fr": "Historique des éditions",
    "title_en": "History of the editions",
    "description_fr": "Toutes les éditions de ce site, avec leur date et ce qui a changé. "
    "Chaque ancienne édition reste lisible.",
    "description_en": "Every edition of this site, with its date and what changed. "
    "Each past edition can still be read.",
    "introduction_fr": "Nous publions ce site par éditions, comme un livre. Vous trouvez ici la "
    "date de chacune et ce qui a changé.",
    "introduction_en": "We publish this site in editions, like a book. Here is the date of each "
    "one, and what changed.",
}


def add_history(apps, schema_editor):
    """A site that has its pages already gets this one too; a new site loads them all."""
    Page = apps.get_model("practice", "Page")
    if Page.objects.exists():
        base = {name[:-3]: text for name, text in HISTORY.items() if name.endswith("_fr")}
        Page.objects.get_or_create(key="history", defaults=base | HISTORY)


class Migration(migrations.Migration):

    dependencies = [
        ('practice', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='page',
            name='key',
            field=models.CharField(choices=[('home', 'home page'), ('contact', 'contact'), ('contact-sent', 'contact: after sending'), ('glossary', 'glossary'), ('legal-notice', 'legal notice'), ('privacy', 'privacy'), ('accessibility', 'accessibility'), ('history', 'history')], editable=False, max_length=20, unique=True, verbose_name='page'),
        ),
        migrations.RunPython(add_history, migrations.RunPython.noop),
    ]
