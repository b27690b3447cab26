age = input("How old are you? ")
while not age.isdigit():
    print("Please type a number.")
    age = input("How old are you? ")
price = 0 if age < "06" else 1.5 if age < "18" else 2.9
if input("Return ticket (y/n)? ") == "y":
    price *= 2
print(f"Price: {price:.2f} EUR")
