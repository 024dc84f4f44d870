"""The tools that break networks, tried on an echo server."""

import contextlib
import socket
import threading

import pytest
from harness import netns
from harness.cutter import Cutter


@pytest.fixture
def echo_port():
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=echo, args=(connection,), daemon=True).start()

    def echo(connection):
        with connection, contextlib.suppress(ConnectionResetError):
            while data := connection.recv(1000):
                connection.sendall(data)

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def round_trip(connection, text=b"hello"):
    connection.sendall(text)
    return connection.recv(100) == text


def test_the_cutter_forwards_cuts_and_accepts_again(echo_port):
    with Cutter(echo_port) as cutter:
        with socket.create_connection(("127.0.0.1", cutter.port), timeout=5) as connection:
            assert round_trip(connection)
            cutter.cut()
            with pytest.raises(ConnectionResetError):
                connection.recv(1)
        with socket.create_connection(("127.0.0.1", cutter.port), timeout=5) as connection:
            assert round_trip(connection)


def test_the_cutter_stalls_without_losing_a_byte(echo_port):
    with Cutter(echo_port) as cutter, socket.create_connection(("127.0.0.1", cutter.port), timeout=5) as connection:
        assert round_trip(connection)
        cutter.stall()
        connection.sendall(b"late")
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(10)
        cutter.restore()
        connection.settimeout(5)
        assert connection.recv(10) == b"late"


def test_the_cutter_refuses_until_it_is_restored(echo_port):
    with Cutter(echo_port) as cutter:
        cutter.refuse()
        with pytest.raises(ConnectionResetError), socket.create_connection(("127.0.0.1", cutter.port), timeout=5) as connection:
            connection.recv(1)
        cutter.restore()
        with socket.create_connection(("127.0.0.1", cutter.port), timeout=5) as connection:
            assert round_trip(connection)


@pytest.mark.skipif(not netns.is_possible(), reason="namespaces need root")
def test_a_namespace_reaches_the_server_until_it_moves(echo_port):
    with netns.Network() as network, Cutter(echo_port, listener=network.listener()) as cutter:
        host = network.host("a")
        with netns.inside(host.namespace):
            connection = socket.create_connection((network.server_address, cutter.port), timeout=5)
        with connection:
            assert round_trip(connection)
            assert connection.getsockname()[0] == host.address
            old = host.address
            host.move()
            assert host.address != old
        with netns.inside(host.namespace), socket.create_connection((network.server_address, cutter.port), timeout=5) as connection:
            assert connection.getsockname()[0] == host.address
            assert round_trip(connection)
    assert network.name not in netns.ip("netns", "list").stdout


@pytest.mark.skipif(not netns.is_possible(), reason="namespaces need root")
def test_media_can_be_cut_without_signaling():
    with netns.Network() as network:
        a, b = network.host("a"), network.host("b")
        ends = []
        for host in (a, b):
            with netns.inside(host.namespace):
                end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            end.bind((host.address, 0))
            end.settimeout(0.3)
            ends.append(end)
        ends[0].sendto(b"before", ends[1].getsockname())
        assert ends[1].recv(10) == b"before"
        b.cut_media()
        ends[0].sendto(b"lost", ends[1].getsockname())
        with pytest.raises(TimeoutError):
            ends[1].recv(10)
        b.restore_media()
        ends[0].sendto(b"after", ends[1].getsockname())
        assert ends[1].recv(10) == b"after"
        for end in ends:
            end.close()
