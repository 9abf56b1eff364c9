class Failed(Exception):
    """Why a backup was not made or not restored, in words for whoever runs the site."""
