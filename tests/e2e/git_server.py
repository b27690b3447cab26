#!/usr/bin/env python3
"""Serves the bare repositories below a folder over HTTP with git's own http-backend, and misbehaves on request.

usage: git_server.py FOLDER PORT_FILE LOG [--tls CERTIFICATE KEY] [--token TOKEN] [--send-on URL] [--cut BYTES] [--stall] [--port N]

  PORT_FILE  gets the port when the server listens
  LOG        gets one line for each request: method, path, Authorization header or "-"
  --token    every request needs it as a password
  --send-on  every request is answered with a redirect to this address and the same path
  --cut      a pack is cut off after so many bytes
  --stall    a pack begins and never goes on
"""
import argparse, base64, http.server, os, ssl, subprocess, sys, threading, time

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("port_file")
parser.add_argument("log")
parser.add_argument("--tls", nargs=2)
parser.add_argument("--token")
parser.add_argument("--send-on")
parser.add_argument("--cut", type=int)
parser.add_argument("--stall", action="store_true")
wanted = parser.parse_args()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self):
        with open(wanted.log, "a") as log:
            print(self.command, self.path, self.headers.get("Authorization", "-"), file=log)

    def refuse(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def is_allowed(self):
        given = self.headers.get("Authorization", "")
        if not wanted.token:
            return True
        if not given.startswith("Basic "):
            return False
        return base64.b64decode(given[6:]).decode().partition(":")[2] == wanted.token

    def body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = b""
            while size := int(self.rfile.readline(), 16):
                parts += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return parts
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def serve(self):
        self.note()
        body = self.body()
        if wanted.send_on:
            return self.refuse(301, Location=wanted.send_on + self.path)
        if not self.is_allowed():
            return self.refuse(401, WWW_Authenticate='Basic realm="sample"')
        path, _, query = self.path.partition("?")
        env = {"GIT_PROJECT_ROOT": wanted.folder, "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path, "QUERY_STRING": query,
               "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""), "PATH": os.environ["PATH"],
               "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""), "HOME": wanted.folder, "CONTENT_LENGTH": str(len(body)),
               "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""), "GIT_CONFIG_NOSYSTEM": "1",
               "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
        said = subprocess.run(["git", "http-backend"], input=body, env=env, stdout=subprocess.PIPE).stdout
        head, _, answer = said.partition(b"\r\n\r\n")
        status, headers = 200, []
        for line in head.decode().split("\r\n"):
            name, _, value = line.partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            else:
                headers.append((name, value))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        is_pack = self.command == "POST"
        if is_pack and wanted.stall:
            self.wfile.write(answer[:len(answer) // 2])
            self.wfile.flush()
            time.sleep(600)
        if is_pack and wanted.cut:
            self.wfile.write(answer[:wanted.cut])
            self.wfile.flush()
            self.connection.close()
            return
        self.wfile.write(answer)

    do_GET = do_POST = serve


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
if wanted.tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*wanted.tls)
    server.socket = context.wrap_socket(server.socket, server_side=True)
with open(wanted.port_file + ".new", "w") as file:
    print(server.server_address[1], file=file)
os.rename(wanted.port_file + ".new", wanted.port_file)
server.serve_forever()
