-- 1. A new book

-- 2. One more copy of book 1

-- 3. The author of book 2

-- 4. Books without a copy
