"""
Room for the frames of a request.

CPython keeps the frames of a thread in chunks of 16 KB, asks the system for the next one when
a call does not fit, and gives it back when that call returns (push_chunk() and
_PyThreadState_PopFrame() in Python/pystate.c, 3.11 and later). Templates call deep: where a
loop's calls cross the end of a chunk, each of them is a mmap(), a page fault and a munmap(),
in threads at twice the price. A calendar with dates made a thousand of these.

A frame that claims more than a chunk gets one that is large enough for it, and leaves room
behind it for all that it calls. What nobody touches of it takes no memory.
"""

SLOTS = 32_768  # of 8 bytes: the chunk has 512 KB, half of them for the calls


def with_room(application):
    """The WSGI application, whose calls all fit into one chunk."""

    def roomy(environ, start_response):
        return application(environ, start_response)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return roomy
