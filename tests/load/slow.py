"""
Slow clients, as a process of their own: `python -m tests.load.slow HOST PORT CERTIFICATE COUNT`.

A third send the headers a byte at a time, a third a form, a third read a page so. Says
"ready" when all are connected, and, when it is told to end, what became of them.
"""

import asyncio
import json
import signal
import socket
import ssl
import sys
from collections import Counter
from contextlib import suppress

from ..site_pages import CALENDAR, PROCEDURE
from .lines import FIRST, Ask, Door
from .visits import date_typed

PAUSE = 0.5  # seconds after each byte, or each KB that is read
NUMBERS = 30_000  # their addresses are not those of the others


class Slow:
    def __init__(self, door: Door):
        self.door = door
        self.seen = Counter()
        self.connected = 0

    async def run(self, count: int) -> None:
        kinds = (self.headers, self.form, self.reader)
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                group.create_task(self.again_and_again(kinds[number % 3], NUMBERS + number))
            while self.connected < count:
                await asyncio.sleep(0.05)
            print("ready", flush=True)

    async def again_and_again(self, act, number: int) -> None:
        loop = asyncio.get_running_loop()
        while True:
            name, writer = act.__name__, None
            try:
                with socket.socket() as line:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                    line.setblocking(False)
                    line.bind((str(FIRST + number), 0))
                    await loop.sock_connect(line, ("127.0.0.1", self.door.port))
                    reader, writer = await asyncio.open_connection(
                        sock=line,
                        ssl=self.door.trusting,
                        server_hostname=self.door.host,
                        limit=1024,
                    )
                    self.connected += 1
                    is_served = await act(reader, writer)
                    self.seen[f"{name}: {'served' if is_served else 'ended by nginx'}"] += 1
            except (OSError, EOFError):
                self.seen[f"{name}: ended by nginx"] += 1
            finally:
                if writer:
                    with suppress(OSError):
                        writer.transport.abort()

    async def headers(self, reader, writer) -> bool:
        await self.dribble(writer, Ask("", PROCEDURE[0]).written(self.door.host) * 9)
        return b" 200 " in await reader.readline()

    async def form(self, reader, writer) -> bool:
        head, _, body = Ask("", CALENDAR[0], date_typed()).written(self.door.host).rpartition(b"\n")
        writer.write(head + b"\n")
        await self.dribble(writer, body)
        return b" 200 " in await reader.readline()

    async def reader(self, reader, writer) -> bool:
        ask = Ask("", PROCEDURE[1], headers="Connection: close\r\n")
        writer.write(ask.written(self.door.host).replace(b"gzip, br", b"identity"))
        text = b""
        while part := await reader.read(1024):
            text += part
            await asyncio.sleep(PAUSE)
        return text.endswith(b"</html>\n")

    async def dribble(self, writer, text: bytes) -> None:
        for position in range(len(text)):
            writer.write(text[position : position + 1])
            await writer.drain()
            await asyncio.sleep(PAUSE)


async def main(host: str, port: str, certificate: str, count: str) -> None:
    slow = Slow(Door(host, int(port), ssl.create_default_context(cafile=certificate)))
    task = asyncio.current_task()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with suppress(asyncio.CancelledError):
        await slow.run(int(count))
    print(json.dumps(slow.seen))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
