import sys

total = 0
for line in sys.stdin:
    words = line.split()
    if not words:
        continue
    total += int(words[1]) * int(float(words[2]))
print(f"{total:.2f}")
