import sys

minutes = sys.argv[1:]
if not minutes:
    print("no data", file=sys.stderr)
    sys.exit(1)

total = 0
for text in minutes:
    total += int(text)
print(f"average {total / len(minutes):.1f} longest {max(minutes)}")
