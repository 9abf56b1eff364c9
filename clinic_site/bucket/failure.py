class Unavailable(OSError):
    """The bucket does not answer, or refuses: as when a disk fails, for whoever uses files."""
