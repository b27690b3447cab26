"use strict";

const http = require("node:http");

const type = { "Content-Type": "text/plain; charset=utf-8" };

const pages = {
  "/": "Welcome to the library\n",
  "/hours": "Monday to Friday 10-20, Saturday 10-14\nBiblioteca · مكتبة · Бібліотека\n",
};

const server = http.createServer((request, response) => {
  const path = request.url.split("?")[0];

  if (request.method === "GET" && path === "/opening-times") {
    response.writeHead(301, { ...type, Location: "/hours" });
    response.end();
  } else if (request.method === "GET" && path in pages) {
    response.writeHead(200, type);
    response.end(pages[path]);
  } else {
    response.writeHead(404, type);
    response.end("not found\n");
  }
});

server.listen(process.env.PORT || 3000);
