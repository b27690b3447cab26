from tap import equal, run


def adds_to_the_end():
    from reading import add_book
    equal(add_book("Sky maps", ["Bread at home", "Garden plants"]), ["Bread at home", "Garden plants", "Sky maps"])


def begins_a_new_list():
    from reading import add_book
    equal(add_book("Sky maps"), ["Sky maps"])


def begins_a_new_list_every_time():
    from reading import add_book
    add_book("Bread at home")
    equal(add_book("Sky maps"), ["Sky maps"])


def does_not_change_the_list_that_it_was_given():
    from reading import add_book
    mine = ["Bread at home"]
    equal(add_book("Sky maps", mine), ["Bread at home", "Sky maps"])
    equal(mine, ["Bread at home"])


def no_title_twice():
    from reading import add_book
    equal(add_book("Sky maps", ["Sky maps", "Bread at home"]), ["Sky maps", "Bread at home"])


def finds_titles_with_a_word():
    from reading import find_books
    equal(find_books("maps", ["Sky maps", "Bread at home", "City maps"]), ["Sky maps", "City maps"])


def capital_and_small_letters_are_the_same():
    from reading import find_books
    equal(find_books("sKy", ["Sky maps", "Bread at home", "Night skyline"]), ["Sky maps", "Night skyline"])


run(
    adds_to_the_end,
    begins_a_new_list,
    begins_a_new_list_every_time,
    does_not_change_the_list_that_it_was_given,
    no_title_twice,
    finds_titles_with_a_word,
    capital_and_small_letters_are_the_same,
)
