def ask_age():
    while True:
        try:
            return int(input("How old are you? "))
        except ValueError:
            print("Please type a number.")


def price_of(age):
    if age < 6:
        return 0
    return 1.5 if age < 17 else 2.9


price = price_of(ask_age())
if input("Return ticket (y/n)? ") == "y":
    price *= 2
print(f"Price: {price:.2f} EUR")
