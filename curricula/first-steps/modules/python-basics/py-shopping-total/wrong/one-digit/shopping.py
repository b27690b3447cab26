import sys

total = 0.0
for line in sys.stdin:
    words = line.split()
    if not words:
        continue
    name, quantity, price = words
    total += int(quantity) * float(price)
print(round(total, 2))
