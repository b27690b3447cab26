import sys

heard = set()
repeated = set()

for line in sys.stdin:
    song = line.strip()
    if song in heard and song not in repeated:
        print(song)
        repeated.add(song)
    heard.add(song)
