import sys

total = 0
for line in sys.stdin:
    words = line.split()
    if words:
        total += float(words[2])
print(f"{total:.2f}")
