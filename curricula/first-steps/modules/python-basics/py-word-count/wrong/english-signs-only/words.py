import json
import string
import sys

counts = {}
for word in sys.stdin.read().lower().split():
    word = word.strip(string.punctuation)
    if word:
        counts[word] = counts.get(word, 0) + 1

print(json.dumps(counts))
