def add_book(title, books=None):
    if books is None:
        books = []
    if title in books:
        return books
    return books + [title]


def find_books(word, books):
    return [title for title in books if word in title]
