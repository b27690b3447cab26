def scale(recipe, people):
    """The recipe for another number of people."""
    factor = people / recipe["people"]
    for name in recipe["items"]:
        recipe["items"][name] = round(recipe["items"][name] * factor, 1)
    recipe["people"] = people
    return recipe


def shopping(recipes):
    """All items of all recipes, with their amounts."""
    total = {}
    for recipe in recipes:
        for name, amount in recipe["items"].items():
            total[name] = total.get(name, 0) + amount
    return total
