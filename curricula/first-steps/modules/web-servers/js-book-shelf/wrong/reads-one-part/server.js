"use strict";

const http = require("node:http");

function send(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(value));
}

function readBody(request) {
  return new Promise((resolve) => {
    request.on("data", (part) => resolve(part.toString()));
    request.on("end", () => resolve(""));
  });
}

const books = new Map();
let lastId = 0;

function readTitle(text) {
  try {
    const { title } = JSON.parse(text);
    return typeof title === "string" ? title : "";
  } catch {
    return "";
  }
}

async function addBook(request, response) {
  const title = readTitle(await readBody(request));

  if (title === "") {
    return send(response, 400, { error: "send JSON with a title" });
  }
  lastId += 1;
  const book = { id: lastId, title };
  books.set(`/books/${book.id}`, book);
  response.setHeader("Location", `/books/${book.id}`);
  return send(response, 201, book);
}

async function answer(request, response) {
  const { method, url } = request;

  if (method === "GET" && url === "/books") {
    send(response, 200, [...books.values()]);
  } else if (method === "POST" && url === "/books") {
    await addBook(request, response);
  } else if (method === "GET" && books.has(url)) {
    send(response, 200, books.get(url));
  } else if (method === "DELETE" && books.delete(url)) {
    response.writeHead(204);
    response.end();
  } else {
    send(response, 404, { error: "not found" });
  }
}

http.createServer(answer).listen(process.env.PORT || 3000);
