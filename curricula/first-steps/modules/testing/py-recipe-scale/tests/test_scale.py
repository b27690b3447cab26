from call import call, call_both

SOUP = {"people": 4, "items": {"rice": 300, "onions": 2}}
SALAD = {"people": 2, "items": {"onions": 1, "tomatoes": 4}}


def test_twice_as_many_people():
    assert call("scale", SOUP, 8) == {"people": 8, "items": {"rice": 600, "onions": 4}}


def test_half_a_person_more():
    assert call("scale", SOUP, 6) == {"people": 6, "items": {"rice": 450, "onions": 3}}


def test_fewer_people():
    assert call("scale", SOUP, 1) == {"people": 1, "items": {"rice": 75, "onions": 0.5}}


def test_the_recipe_stays_as_it_was():
    result, arguments = call_both("scale", SOUP, 8)
    assert result["items"]["rice"] == 600
    assert arguments == [SOUP, 8]


def test_shopping_for_one_recipe():
    assert call("shopping", [SOUP]) == SOUP["items"]


def test_shopping_adds_the_same_item():
    assert call("shopping", [SOUP, SALAD]) == {"rice": 300, "onions": 3, "tomatoes": 4}
