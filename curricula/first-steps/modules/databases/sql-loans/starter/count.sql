SELECT name FROM readers;
