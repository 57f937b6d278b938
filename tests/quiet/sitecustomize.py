"""Writes down whom a Python process calls, and where it listens; on PYTHONPATH it is loaded by every one that starts.

`NUPRAAT_CALLS` names the file. Addresses of this machine alone (loopback, and sockets in the file system) are no calls.
"""

import os
import sys

_LOCAL = ("127.", "::1", "localhost", "0:0:0:0:0:0:0:1")


def _hear(event, arguments):
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}:
        address = arguments[1]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        address = arguments[0]
    else:
        return
    host = address[0] if isinstance(address, tuple) else address
    host = host.decode("utf-8", "replace") if isinstance(host, bytes) else host
    is_path = isinstance(address, (str, bytes)) and event.startswith(("socket.c", "socket.b", "socket.s"))
    if host is None or is_path or str(host).startswith(_LOCAL):
        return
    with open(os.environ["NUPRAAT_CALLS"], "a") as file:  # noqa: PTH123 - as little as possible is imported here
        file.write(f"{event} {address} by {' '.join(sys.orig_argv)[:200]}\n")


if "NUPRAAT_CALLS" in os.environ:
    sys.addaudithook(_hear)
