SELECT readers.name AS name, count(*) AS loans
FROM readers
LEFT JOIN loans ON loans.reader = readers.id
GROUP BY readers.id
ORDER BY loans DESC, name;
