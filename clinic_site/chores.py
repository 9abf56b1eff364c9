"""What is done once an hour, so that nothing is kept longer than it is needed."""

from .alerts.telling import forget_alerts
from .contact.erasure import purge
from .people.limits import forget_attempts
from .people.sessions import forget_ended
from .revisions.retention import fold_old_revisions


def hourly() -> tuple[int, int]:
    """Erase what is old; returns how many enquiries are gone, and how many revisions are folded."""
    forget_alerts()
    forget_attempts()
    forget_ended()
    return purge(), fold_old_revisions()
