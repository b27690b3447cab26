import sys

counts = {}

for line in sys.stdin:
    song = line.strip()
    counts[song] = counts.get(song, 0) + 1

for song in counts:
    if counts[song] > 1:
        print(song)
