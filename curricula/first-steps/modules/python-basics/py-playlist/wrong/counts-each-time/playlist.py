import sys

songs = [line.strip() for line in sys.stdin]
repeated = set()
place = {}

for number, song in enumerate(songs):
    if songs.count(song) > 1 and song in place and song not in repeated:
        print(song)
        repeated.add(song)
    place[song] = number
