"""A TCP proxy that a test can cut, stall and bring back, to break the path between a browser and the server."""

import asyncio
import socket
import struct
import threading


class Cutter:
    """Forwards connections to the server on a thread of its own. Methods are called from the test's thread and take effect before they return.

    `listener` is a bound socket, of another network namespace perhaps; without one it listens on loopback.
    """

    def __init__(self, server_port, listener=None):
        self._server_port = server_port
        if listener is None:
            listener = socket.socket()
            listener.bind(("127.0.0.1", 0))
        self._listener = listener
        self.host, self.port = listener.getsockname()
        self._loop = asyncio.new_event_loop()
        self._links = set()
        self._refuses = False
        self._flows = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = threading.Event()

    @property
    def url(self):
        host = "localhost" if self.host == "127.0.0.1" else self.host
        return f"http://{host}:{self.port}"

    def cut(self):
        """Ends every connection at once, as a lost network does with a reset. New ones are accepted."""
        self._do(self._abort_all)

    def refuse(self):
        """Ends every connection and refuses new ones until `restore`."""
        self._do(self._refuse)

    def stall(self):
        """Keeps the connections but lets no byte through, in either direction, until `restore`."""
        self._do(self._flows.clear)

    def restore(self):
        self._do(self._restore)

    @property
    def open_connections(self):
        return len(self._links)

    def __enter__(self):
        self._thread.start()
        assert self._started.wait(5), "the proxy did not start"
        return self

    def __exit__(self, *_):
        self._do(self._flows.set)
        self._do(self._refuse)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    # On the loop's thread

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._flows = asyncio.Event()
        self._flows.set()
        server = self._loop.run_until_complete(asyncio.start_server(self._accept, sock=self._listener))
        self._started.set()
        self._loop.run_forever()
        server.close()
        # Every connection was reset, so what still runs ends by itself.
        while pending := asyncio.all_tasks(self._loop):
            self._loop.run_until_complete(asyncio.wait(pending, timeout=5))
        # A reset closes its socket in a later turn of the loop than the one that asked for it.
        for _ in range(3):
            self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _accept(self, reader, writer):
        if self._refuses:
            reset(writer)
            return
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            reset(writer)
            return
        link = (writer, server_writer)
        self._links.add(link)
        try:
            await asyncio.gather(self._pump(reader, server_writer), self._pump(server_reader, writer))
        finally:
            self._links.discard(link)
            for end in link:
                end.close()

    async def _pump(self, reader, writer):
        try:
            while data := await reader.read(65_536):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            reset(writer)

    def _abort_all(self):
        for link in list(self._links):
            for end in link:
                reset(end)

    def _refuse(self):
        self._refuses = True
        self._abort_all()

    def _restore(self):
        self._refuses = False
        self._flows.set()

    def _do(self, action):
        done = threading.Event()

        def run():
            action()
            done.set()

        self._loop.call_soon_threadsafe(run)
        assert done.wait(5), "the proxy's thread hangs"


def reset(writer):
    """Ends a connection by RST and not by a polite FIN."""
    connection = writer.get_extra_info("socket")
    if connection is not None and connection.fileno() >= 0:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
