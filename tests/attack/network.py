# SPDX-License-Identifier: MIT
# Connects to a server on this machine and asks for a name. Expected: pass: nothing answers.
import socket

try:
    socket.create_connection(("127.0.0.1", @PORT@), timeout=0.3)
    print("ESCAPED: connected")
except OSError:
    pass
try:
    socket.create_connection("\0attack-@MARK@", timeout=0.3)
except (OSError, TypeError, ValueError):
    pass
print("contained")
