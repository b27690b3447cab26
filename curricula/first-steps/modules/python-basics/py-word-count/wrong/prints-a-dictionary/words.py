import sys

counts = {}
for word in sys.stdin.read().lower().split():
    word = word.strip(".,;:!?¡¿()«»\"،؟؛")
    if word:
        counts[word] = counts.get(word, 0) + 1

print(counts)
