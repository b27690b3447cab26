import sys

minutes = sys.argv[1:]  # a list of texts, one for each argument

print(minutes)
