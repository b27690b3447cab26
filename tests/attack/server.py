# SPDX-License-Identifier: MIT
# Listens where network attacks knock, and notes each visitor. usage: server.py FOLDER PATH_OF_SOCKET NAME_OF_ABSTRACT_SOCKET
import os
import select
import socket
import sys

folder, path, name = sys.argv[1:]
tcp = socket.create_server(("127.0.0.1", 0))
port = tcp.getsockname()[1]
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", port))
sockets = [tcp, udp]
for address in (path, "\0" + name):
    sockets.append(socket.socket(socket.AF_UNIX))
    sockets[-1].bind(address)
    sockets[-1].listen()
os.chmod(path, 0o777)
with open(folder + "/port.new", "w") as f:
    f.write(str(port))
os.rename(folder + "/port.new", folder + "/port")
while True:
    for ready in select.select(sockets, [], [])[0]:
        if ready is udp:
            udp.recv(100)
        else:
            ready.accept()[0].close()
        with open(folder + "/visitors", "a") as f:
            f.write(f"{ready.family.name} {ready.type.name}\n")
