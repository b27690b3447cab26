def scale(recipe, people):
    """The recipe for another number of people."""


def shopping(recipes):
    """All items of all recipes, with their amounts."""
