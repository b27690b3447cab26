import sys

for line in sys.stdin:
    # Write your code here. Each line is one temperature, as text.
    pass
