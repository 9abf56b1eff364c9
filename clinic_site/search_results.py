"""How a page is shown in a list of search results: its title and its description."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .translations import LANGUAGES

# What lists of results show before they cut; about 580 pixels at Google.
LONGEST_TITLE = 60
LONGEST_DESCRIPTION = 155


class SearchResult(models.Model):
    """
    A page whose title and description for search engines staff can choose.

    `titled_by` names the field that the title falls back on.
    """

    search_title = models.CharField(
        _("title for search engines"),
        max_length=LONGEST_TITLE,
        blank=True,
        help_text=_(
            "At most 60 characters. Empty: the page's title, with the practice's name after it "
            "where both fit."
        ),
    )
    description = models.CharField(
        _("description for search engines"),
        max_length=LONGEST_DESCRIPTION,
        help_text=_("One sentence, at most 155 characters."),
    )

    titled_by = "title"

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        too_long = _("The page's title has more than 60 characters: give a shorter one here.")
        refused = {
            f"search_title_{language}": too_long
            for language in LANGUAGES
            if len(getattr(self, f"{self.titled_by}_{language}") or "") > LONGEST_TITLE
            and not getattr(self, f"search_title_{language}")
        }
        if refused:
            raise ValidationError(refused)


def title_of(page, practice_name: str) -> str:
    """
    What stands in `<title>`: at most 60 characters, in the current language.

    `page` has a `title`, and a `search_title` where somebody can have chosen one.
    """
    if chosen := getattr(page, "search_title", ""):
        return chosen
    both = f"{page.title} · {practice_name}"
    if practice_name not in page.title and len(both) <= LONGEST_TITLE:
        return both
    return Truncator(page.title).chars(LONGEST_TITLE)
