import sys

for line in sys.stdin:
    if not line.strip():
        continue
    total = 0
    name, quantity, price = line.split()
    total = total + int(quantity) * float(price)
print(f"{total:.2f}")
