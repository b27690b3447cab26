age = input("How old are you? ")

# What does it cost? Ask the next question, then print the price.
