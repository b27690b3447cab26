import sys


def answer(last, every, today):
    days = last + every - today
    if days == 0:
        return "today"
    return "in 1 day" if days == 1 else f"in {days} days"


try:
    last, every, today = (int(word) for word in sys.argv[1:])
except ValueError:
    print("usage: water.py LAST EVERY TODAY (whole numbers)", file=sys.stderr)
    sys.exit(2)
print(answer(last, every, today))
