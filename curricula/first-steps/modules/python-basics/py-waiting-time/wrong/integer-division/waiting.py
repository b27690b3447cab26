import sys

minutes = [int(text) for text in sys.argv[1:]]
if len(minutes) == 0:
    print("no data", file=sys.stderr)
    sys.exit(1)

average = sum(minutes) // len(minutes)
print(f"average {average:.1f} longest {max(minutes)}")
