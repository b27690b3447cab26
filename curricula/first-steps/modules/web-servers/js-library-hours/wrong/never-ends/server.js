const http = require("http");

http
  .createServer((req, res) => {
    res.setHeader("Content-Type", "text/plain; charset=utf-8");
    const path = req.url.split("?")[0];
    if (req.method === "GET" && path === "/") {
      res.end("Welcome to the library");
    } else if (req.method === "GET" && path === "/hours") {
      res.end("Monday to Friday 10-20, Saturday 10-14\nBiblioteca · مكتبة · Бібліотека\n");
    } else if (req.method === "GET" && path === "/opening-times") {
      res.writeHead(301, { Location: "/hours" });
      res.end();
    } else {
      res.statusCode = 404;
      res.write("not found");
    }
  })
  .listen(process.env.PORT || 3000);
