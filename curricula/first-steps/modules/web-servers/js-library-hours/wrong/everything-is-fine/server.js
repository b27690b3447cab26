const http = require("http");

http
  .createServer((req, res) => {
    res.setHeader("Content-Type", "text/plain; charset=utf-8");
    const path = req.url.split("?")[0];
    if (path === "/opening-times") {
      res.statusCode = 301;
      res.setHeader("Location", "/hours");
      res.end();
    } else if (path === "/hours") {
      res.end("Monday to Friday 10-20, Saturday 10-14\nBiblioteca · مكتبة · Бібліотека\n");
    } else if (path === "/") {
      res.end("Welcome to the library");
    } else {
      res.end("not found");
    }
  })
  .listen(process.env.PORT || 3000);
