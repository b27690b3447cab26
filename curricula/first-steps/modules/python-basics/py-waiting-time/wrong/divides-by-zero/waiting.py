import sys

minutes = list(map(int, sys.argv[1:]))
average = sum(minutes) / len(minutes)
print(f"average {average:.1f} longest {max(minutes)}")
