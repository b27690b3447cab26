import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

# The minutes until each bus leaves, in no order.
STOPS = {
    "Plaza Mayor": [7, -4, 2, 12],
    "Río": [30, 101, 9],
    "Площа Ринок": [0, 5],
    "Depot": [-1],
}


def next_buses(query):
    """The status and what is answered to a query."""
    fields = parse_qs(query)
    if "stop" not in fields:
        return 400, {"error": "name a stop: /next?stop=..."}
    stop = fields["stop"][0]
    limit = fields.get("limit", ["1000"])[0]
    if not limit.isdecimal():
        return 400, {"error": "limit is a number"}
    if stop not in STOPS:
        return 404, {"error": "nobody knows this stop"}
    minutes = sorted(m for m in STOPS[stop] if m >= 0)
    return 200, {"stop": stop, "minutes": minutes[: int(limit)]}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/next":
            status, answer = next_buses(address.query)
        else:
            status, answer = 404, {"error": "try /next"}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())


HTTPServer(("", int(os.environ.get("PORT", 3000))), Handler).serve_forever()
