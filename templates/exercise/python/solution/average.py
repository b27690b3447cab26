import sys

temperatures = [float(line) for line in sys.stdin]

if temperatures:
    print(f"{sum(temperatures) / len(temperatures):.1f}")
else:
    print("no data")
