from call import call


def test_no_recipe():
    assert call("shopping", []) == {}


def test_one_digit_behind_the_point():
    assert call("scale", {"people": 3, "items": {"أرز": 100, "piñones": 10}}, 1) == {
        "people": 1, "items": {"أرز": 33.3, "piñones": 3.3}}
