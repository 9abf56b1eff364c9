"""The patient's own calendar: what to do and when, for the date of one operation."""
