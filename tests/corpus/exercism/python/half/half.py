def half(number):
    pass
