"""Which backups are kept: many of the last days, few of the last year."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clinic_site.backups.thinning import worth_keeping

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
# Within two years, so that days, weeks, months and the turn of years all meet.
MOMENTS = st.sets(st.integers(0, 2 * 365 * 24 * 60).map(lambda m: FIRST + timedelta(minutes=m)))


@given(MOMENTS.filter(len))
def test_the_newest_is_always_kept_and_nothing_is_made_up(moments):
    kept = worth_keeping(moments)

    assert max(moments) in kept
    assert kept <= moments
    assert len(kept) <= 7 + 4 + 12


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(moments):
    kept = worth_keeping(moments)

    assert worth_keeping(kept) == kept


@given(MOMENTS)
def test_thinning_after_each_backup_keeps_what_thinning_at_the_end_keeps(moments):
    kept = set()
    for moment in sorted(moments):
        kept = worth_keeping({*kept, moment})

    assert kept == worth_keeping(moments)


@given(MOMENTS)
def test_of_the_last_seven_days_with_a_backup_each_keeps_its_last(moments):
    last_of = {moment.date(): moment for moment in sorted(moments)}

    assert set(list(last_of.values())[-7:]) <= worth_keeping(moments)


def test_a_year_of_nightly_backups_leaves_seven_days_four_weeks_and_twelve_months():
    nights = {datetime(2025, 1, 1, 2, tzinfo=UTC) + timedelta(days=day) for day in range(365)}

    kept = sorted(f"{moment:%m-%d}" for moment in worth_keeping(nights))

    month_ends = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]
    month_ends += ["07-31", "08-31", "09-30", "10-31", "11-30"]
    sundays = ["12-14", "12-21"]  # 28 is a day of the last seven too, and this week's last is 31
    assert kept == [*month_ends, *sundays, *(f"12-{day}" for day in range(25, 32))]
