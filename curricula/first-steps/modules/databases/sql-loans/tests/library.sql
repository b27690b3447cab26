CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE loans (book INTEGER REFERENCES books(id), reader INTEGER REFERENCES readers(id), returned TEXT);
INSERT INTO readers VALUES (1, 'Sample Reader'), (2, 'Another Reader'), (3, 'New Reader');
INSERT INTO books VALUES (1, 'Bus lines'), (2, 'Learn to cook'), (3, 'Old maps');
INSERT INTO loans VALUES (3, 1, NULL), (1, 2, '2026-03-01'), (2, 1, NULL), (1, 1, '2026-04-11'), (1, 2, NULL);
