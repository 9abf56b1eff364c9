"""Views that compute an answer for each visitor. All others are printed: see `editions`."""


def live(view):
    """
    Mark `view` as computed for each visitor.

    It must read what it shows from `request.content`, never from the manuscript.
    """
    view.is_live = True
    return view
