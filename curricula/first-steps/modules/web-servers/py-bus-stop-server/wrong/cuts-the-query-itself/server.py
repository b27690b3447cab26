import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

# The minutes until each bus leaves, in no order.
STOPS = {
    "Plaza Mayor": [7, -4, 2, 12],
    "Río": [30, 101, 9],
    "Площа Ринок": [0, 5],
    "Depot": [-1],
}


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, answer):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def do_GET(self):
        path, _, query = self.path.partition("?")
        fields = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
        if path != "/next":
            return self.answer(404, {"error": "not found"})
        if "stop" not in fields:
            return self.answer(400, {"error": "which stop?"})
        stop = fields["stop"].replace("%20", " ")
        if stop not in STOPS:
            return self.answer(404, {"error": "unknown"})
        minutes = sorted(m for m in STOPS[stop] if m >= 0)
        if not fields.get("limit", "9").isdecimal():
            return self.answer(400, {"error": "limit?"})
        self.answer(200, {"stop": stop, "minutes": minutes[: int(fields.get("limit", 9))]})


HTTPServer(("", int(os.environ.get("PORT", 3000))), Handler).serve_forever()
