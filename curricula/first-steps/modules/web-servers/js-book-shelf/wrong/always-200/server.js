"use strict";

const http = require("node:http");

function send(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(value));
}

async function readBody(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

let books = [];
let lastId = 0;

async function answer(request, response) {
  const id = Number(request.url.split("/")[2]);
  const book = books.find((each) => each.id === id);
  if (request.url === "/books" && request.method === "GET") {
    send(response, 200, books);
  } else if (request.url === "/books" && request.method === "POST") {
    let data;
    try {
      data = JSON.parse(await readBody(request)) ?? {};
    } catch {
      data = {};
    }
    if (typeof data.title !== "string" || data.title === "") {
      return send(response, 400, { error: "no title" });
    }
    lastId += 1;
    const newId = lastId;
    books.push({ id: newId, title: data.title });
    response.setHeader("Location", "/books/" + newId);
    send(response, 200, books.at(-1));
  } else if (book && request.method === "GET") {
    send(response, 200, book);
  } else if (book && request.method === "DELETE") {
    books = books.filter((each) => each !== book);
    response.writeHead(204).end();
  } else {
    send(response, 404, { error: "not found" });
  }
}

http.createServer(answer).listen(process.env.PORT || 3000);
