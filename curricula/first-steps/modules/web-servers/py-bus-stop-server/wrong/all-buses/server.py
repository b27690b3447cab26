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


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, answer):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def do_GET(self):
        address = urlsplit(self.path)
        fields = parse_qs(address.query)
        if address.path != "/next":
            return self.answer(404, {"error": "not found"})
        if "stop" not in fields:
            return self.answer(400, {"error": "which stop?"})
        stop = fields["stop"][0]
        if stop not in STOPS:
            return self.answer(404, {"error": "unknown"})
        minutes = [m for m in STOPS[stop] if m > 0]
        try:
            limit = int(fields.get("limit", [len(minutes)])[0])
        except ValueError:
            return self.answer(400, {"error": "limit?"})
        self.answer(200, {"stop": stop, "minutes": minutes[:limit]})


HTTPServer(("", int(os.environ.get("PORT", 3000))), Handler).serve_forever()
