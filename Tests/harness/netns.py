"""Network namespaces joined by a bridge, so that a test can take a browser's network away without touching the machine's own.

    with Network() as network, Cutter(server.port, listener=network.listener()) as path:
        host = network.host("a")       # a browser's namespace; path.url is the server's address as seen from there

The bridge and the server's address are in a hub namespace; a proxy (`Cutter`) joins it to the server on loopback. Needs root.
"""

import contextlib
import ctypes
import itertools
import os
import socket
import subprocess

numbers = itertools.count(1)
CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def is_possible():
    return os.geteuid() == 0


def ip(*arguments, check=True):
    return subprocess.run(["ip", *arguments], check=check, capture_output=True, text=True)


@contextlib.contextmanager
def inside(namespace):
    """Sockets that this thread makes in the block belong to the namespace."""

    def enter(file):
        if libc.setns(file.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot enter the namespace {namespace}")

    with open("/proc/thread-self/ns/net") as home, open(f"/run/netns/{namespace}") as there:
        enter(there)
        try:
            yield
        finally:
            enter(home)


class Host:
    """One namespace with one address."""

    def __init__(self, network, namespace, address):
        self.network, self.namespace, self.address = network, namespace, address

    def run(self, *command):
        return subprocess.run(["ip", "netns", "exec", self.namespace, *command], check=True, capture_output=True, text=True)

    def cut_media(self):
        """Drops every UDP packet in both directions; signaling goes on."""
        for chain in ("INPUT", "OUTPUT"):
            self.run("iptables", "-I", chain, "-p", "udp", "-j", "DROP")

    def restore_media(self):
        self.run("iptables", "-F")

    def move(self):
        """Takes the address away and gives a fresh one, as a change from one network to another does."""
        address = self.network.next_address()
        self.run("ip", "address", "flush", "dev", "eth0", "scope", "global")
        self.run("ip", "address", "add", f"{address}/24", "dev", "eth0")
        self.run("ip", "route", "add", "default", "via", self.network.server_address)
        self.address = address


class Network:
    def __init__(self):
        self.name = f"sf{os.getpid()}n{next(numbers)}"
        self.hub = f"{self.name}-hub"
        self._namespaces = []
        self._last_bytes = itertools.count(1)
        self.server_address = self.next_address()

    def next_address(self):
        # A test network (RFC 5737): nothing real can be meant.
        return f"203.0.113.{next(self._last_bytes)}"

    def __enter__(self):
        self._add_namespace(self.hub)
        ip("-n", self.hub, "link", "add", "bridge", "type", "bridge")
        ip("-n", self.hub, "address", "add", f"{self.server_address}/24", "dev", "bridge")
        ip("-n", self.hub, "link", "set", "bridge", "up")
        return self

    def listener(self):
        """A bound socket at the server's address inside the network."""
        with inside(self.hub):
            made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((self.server_address, 0))
        return made

    def host(self, name):
        host = Host(self, f"{self.name}-{name}", self.next_address())
        self._add_namespace(host.namespace)
        # IPv6 addresses would come by themselves a second later, and a browser would take that for a change of network.
        host.run("sh", "-c", "for which in all default; do echo 1 > /proc/sys/net/ipv6/conf/$which/disable_ipv6; done")
        ip("-n", self.hub, "link", "add", f"to-{name}", "type", "veth", "peer", "name", "eth0", "netns", host.namespace)
        ip("-n", self.hub, "link", "set", f"to-{name}", "master", "bridge", "up")
        ip("-n", host.namespace, "link", "set", "eth0", "up")
        ip("-n", host.namespace, "address", "add", f"{host.address}/24", "dev", "eth0")
        ip("-n", host.namespace, "route", "add", "default", "via", self.server_address)
        return host

    def _add_namespace(self, name):
        ip("netns", "add", name)
        self._namespaces.append(name)
        ip("-n", name, "link", "set", "lo", "up")

    def __exit__(self, *_):
        for name in reversed(self._namespaces):
            ip("netns", "delete", name, check=False)
