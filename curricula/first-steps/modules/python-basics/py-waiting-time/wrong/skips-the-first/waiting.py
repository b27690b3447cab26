import sys

minutes = sys.argv
if len(minutes) < 2:
    print("no data", file=sys.stderr)
    sys.exit(1)

total = 0
longest = 0
for i in range(2, len(minutes)):
    total += int(minutes[i])
    longest = max(longest, int(minutes[i]))
print(f"average {total / (len(minutes) - 1):.1f} longest {longest}")
