SELECT readers.name, books.title
FROM loans
JOIN readers ON readers.id = loans.reader
JOIN books ON books.id = loans.book
WHERE loans.returned IS NULL
ORDER BY readers.name, books.title;
