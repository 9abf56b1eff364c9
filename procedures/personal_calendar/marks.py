"""What a day can be to a step of the plan, and how that is said."""

from enum import Enum

from django.utils.translation import gettext_lazy


class Mark(Enum):
    """What a day is to a step; its value is how that is said of the step's name."""

    BEGIN = "%s"
    FROM = gettext_lazy("%s: from this day on")
    BY = gettext_lazy("%s: by this day")
    BEGIN_EARLIEST = gettext_lazy("%s: at the earliest")
    BEGIN_LATEST = gettext_lazy("%s: at the latest")
    END = gettext_lazy("%s: end")
    END_EARLIEST = gettext_lazy("%s: end, at the earliest")
    END_LATEST = gettext_lazy("%s: end, at the latest")


# How the days of an entry are said together: a part for each of these marks that it has.
ENDINGS = {
    Mark.END: gettext_lazy("over on %(END)s"),
    Mark.END_EARLIEST: gettext_lazy("over on %(END_EARLIEST)s at the earliest"),
    Mark.END_LATEST: gettext_lazy("%(END_LATEST)s at the latest"),
}
WORDS = {
    Mark.BEGIN: "%(BEGIN)s",
    Mark.FROM: gettext_lazy("from %(FROM)s on"),
    Mark.BY: gettext_lazy("%(BY)s at the latest"),
    Mark.BEGIN_LATEST: gettext_lazy("between %(BEGIN_EARLIEST)s and %(BEGIN_LATEST)s"),
    **ENDINGS,
}
