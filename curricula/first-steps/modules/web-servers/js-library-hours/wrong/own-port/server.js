const http = require("http");

const server = http.createServer((req, res) => {
  res.writeHead(200, { "Content-Type": "text/plain; charset=utf-8" });
  res.end("Welcome to the library");
});

server.listen(8080, () => console.log("listening on http://localhost:8080"));
