CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE loans (book INTEGER REFERENCES books(id), reader INTEGER REFERENCES readers(id), returned TEXT);
INSERT INTO readers VALUES (4, 'Читачка'), (5, 'قارئ'), (6, 'Reader B'), (7, 'Reader A'), (8, 'Nobody yet');
INSERT INTO books VALUES (7, 'Two copies'), (8, 'Two copies'), (9, 'Árboles');
INSERT INTO loans VALUES (7, 6, NULL), (8, 6, NULL), (9, 4, NULL), (9, 7, '2026-01-02'), (7, 7, '2026-01-09'), (9, 5, '2026-02-03');
