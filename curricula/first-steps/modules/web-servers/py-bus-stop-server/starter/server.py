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
    def do_GET(self):
        # self.path is what is asked for, with the query
        self.send_response(404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"error": "nothing is here yet"}')


HTTPServer(("", int(os.environ.get("PORT", 3000))), Handler).serve_forever()
