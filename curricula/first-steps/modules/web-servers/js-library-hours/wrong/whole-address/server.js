const http = require("http");

const type = { "Content-Type": "text/plain; charset=utf-8" };

http
  .createServer((req, res) => {
    if (req.method === "GET" && req.url === "/") {
      res.writeHead(200, type);
      res.end("Welcome to the library");
    } else if (req.method === "GET" && req.url === "/hours") {
      res.writeHead(200, type);
      res.end("Monday to Friday 10-20, Saturday 10-14\nBiblioteca · مكتبة · Бібліотека\n");
    } else if (req.method === "GET" && req.url === "/opening-times") {
      res.writeHead(301, { ...type, Location: "/hours" });
      res.end();
    } else {
      res.writeHead(404, type);
      res.end("not found");
    }
  })
  .listen(process.env.PORT || 3000);
