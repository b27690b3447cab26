const http = require("http");
const url = require("url");

const type = { "Content-Type": "text/plain; charset=utf-8" };

http
  .createServer((req, res) => {
    const path = url.parse(req.url).pathname;
    if (req.method === "GET" && path === "/") {
      res.writeHead(200, type);
      res.end("Welcome to the library");
    } else if (req.method === "GET" && path === "/hours") {
      res.writeHead(200, type);
      res.end("Monday to Friday 10-20, Saturday 10-14\nBiblioteca · مكتبة · Бібліотека\n");
    } else if (req.method === "GET" && path === "/opening-times") {
      res.writeHead(301, { ...type, Location: "/hours" });
      res.end();
    } else {
      res.writeHead(404, type);
      res.end("not found");
    }
  })
  .listen(3000, () => console.log("ready on http://localhost:3000"));
