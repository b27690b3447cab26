import sys

for line in sys.stdin:
    song = line.strip()
    # TODO: was this song on the list before?
