"""A request's calls borrow no memory from the system one by one."""

from resource import RUSAGE_SELF, getrusage

from clinic_site.frames import with_room

DEEP = 400  # more frames than fit into a chunk
CALLS = 500


def leaf() -> None:
    pass


def call_at_every_depth(left: int) -> None:
    for _number in range(CALLS):
        leaf()
    if left:
        call_at_every_depth(left - 1)


def application(environ, start_response):
    before = getrusage(RUSAGE_SELF).ru_minflt
    call_at_every_depth(DEEP)
    return getrusage(RUSAGE_SELF).ru_minflt - before


def test_calls_that_cross_the_end_of_a_chunk_cost_no_page_fault_each():
    """Without the room, all those at one depth or two are a fault each."""
    assert with_room(application)({}, None) < CALLS / 2
