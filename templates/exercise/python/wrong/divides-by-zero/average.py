import sys

temperatures = [float(line) for line in sys.stdin]

print(f"{sum(temperatures) / len(temperatures):.1f}")
