def half(number):
    if number % 2:
        raise ValueError("odd")
    return number // 2
