print("5.20")
