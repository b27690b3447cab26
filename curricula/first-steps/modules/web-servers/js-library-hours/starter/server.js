"use strict";

const http = require("node:http");

const server = http.createServer((request, response) => {
  // request.url is what somebody asks for; answer with response.writeHead and response.end
  console.log(request.method, request.url);
});

server.listen(3000);
