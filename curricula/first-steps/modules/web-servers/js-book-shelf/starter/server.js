"use strict";

const http = require("node:http");

function send(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(value));
}

// The body of a request comes in parts. This waits for all of them: const text = await readBody(request);
async function readBody(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

async function answer(request, response) {
  send(response, 404, { error: "not found" });
}

http.createServer(answer).listen(process.env.PORT || 3000);
