-- 1. A new book
INSERT INTO books (id, title, author, copies) VALUES (10, 'Bread and salt', NULL, 2);

-- 2. One more copy of book 1
UPDATE books SET copies = 4 WHERE id = 1;

-- 3. The author of book 2
UPDATE books SET author = 'Sample Writer' WHERE id = 2;

-- 4. Books without a copy
DELETE FROM books WHERE copies = 0;
