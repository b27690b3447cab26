import sys

total = 0
for line in sys.stdin:
    if line.strip():
        name, quantity, price = line.split()
        total += int(quantity) * float(price)
print(f"Total: {total:.2f} euro")
