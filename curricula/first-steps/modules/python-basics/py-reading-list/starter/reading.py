def add_book(title, books=None):
    """Gives back a list: the titles of books, and then title."""


def find_books(word, books):
    """Gives back the titles that contain word."""
