CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  isbn TEXT UNIQUE,
  pages INTEGER CHECK (pages > 0)
);

CREATE TABLE readers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE loans (
  book INTEGER NOT NULL,
  reader INTEGER NOT NULL REFERENCES readers(id),
  start TEXT NOT NULL,
  returned TEXT CHECK (start <= returned)
);
