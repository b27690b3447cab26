import sys

heard = []
repeated = []

for line in sys.stdin:
    song = line.strip()
    if song in heard and song not in repeated:
        print(song)
        repeated.append(song)
    heard.append(song)
