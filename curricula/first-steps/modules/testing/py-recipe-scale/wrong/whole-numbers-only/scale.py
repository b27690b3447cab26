def scale(recipe, people):
    """The recipe for another number of people."""
    factor = people // recipe["people"]
    items = {name: round(amount * factor, 1) for name, amount in recipe["items"].items()}
    return {"people": people, "items": items}


def shopping(recipes):
    """All items of all recipes, with their amounts."""
    total = {}
    for recipe in recipes:
        for name, amount in recipe["items"].items():
            total[name] = total.get(name, 0) + amount
    return total
