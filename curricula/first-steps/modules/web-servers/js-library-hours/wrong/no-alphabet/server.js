const http = require("http");

const pages = new Map([
  ["/", "Welcome to the library"],
  ["/hours", "Monday to Friday 10-20, Saturday 10-14\nBiblioteca · مكتبة · Бібліотека\n"],
]);

http
  .createServer((req, res) => {
    const path = req.url.split("?")[0];
    if (path === "/opening-times" && req.method === "GET") {
      res.writeHead(301, { Location: "/hours" }).end();
    } else if (pages.has(path) && req.method === "GET") {
      res.writeHead(200).end(pages.get(path));
    } else {
      res.writeHead(404).end("not found");
    }
  })
  .listen(process.env.PORT || 3000);
