all_books = []


def add_book(title, books=None):
    global all_books
    if books is not None:
        all_books = books
    if title not in all_books:
        all_books.append(title)
    return all_books


def find_books(word, books):
    return [title for title in books if word.lower() in title.lower()]
