def add_book(title, books=None):
    if books is None:
        books = []
    if title not in books:
        return books.append(title)
    return books


def find_books(word, books):
    return [title for title in books if word.lower() in title.lower()]
