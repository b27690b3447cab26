import sys

heard = set()

for line in sys.stdin:
    song = line.strip()
    if song in heard:
        print(song)
    heard.add(song)
