import os
import sys

sys.path.insert(0, os.path.join(os.getcwd(), "tests"))
from tap import equal, run


def empty_list():
    from reading import add_book, find_books
    mine = []
    equal(add_book("Sky maps", mine), ["Sky maps"])
    equal(mine, [])
    equal(find_books("sky", []), [])


def word_that_is_not_there():
    from reading import find_books
    equal(find_books("train", ["Sky maps", "Bread at home"]), [])


def accents_and_other_alphabets():
    from reading import add_book, find_books
    equal(find_books("OTOÑO", ["El jardín de otoño", "Sky maps"]), ["El jardín de otoño"])
    equal(find_books("حديقة", ["حديقة المدينة", "Sky maps"]), ["حديقة المدينة"])
    equal(add_book("Сад", ["حديقة المدينة"]), ["حديقة المدينة", "Сад"])


def search_does_not_change_the_list():
    from reading import find_books
    mine = ["Sky maps", "Bread at home"]
    equal(find_books("sky", mine), ["Sky maps"])
    equal(mine, ["Sky maps", "Bread at home"])


run(empty_list, word_that_is_not_there, accents_and_other_alphabets, search_does_not_change_the_list)
