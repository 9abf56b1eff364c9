"""What a long process tells systemd, when systemd started it: sd_notify(3)."""

import os
import socket

READY = "READY=1"
ALIVE = "WATCHDOG=1"


def tell_service_manager(state: str) -> None:
    """Send `state`; nothing happens where nobody listens, as in a terminal."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        line.sendall(state.encode())
