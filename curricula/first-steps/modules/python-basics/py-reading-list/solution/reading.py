def add_book(title, books=None):
    """Gives back a list: the titles of books, and then title."""
    if books is None:
        books = []
    if title in books:
        return list(books)
    return books + [title]


def find_books(word, books):
    """Gives back the titles that contain word."""
    return [title for title in books if word.casefold() in title.casefold()]
