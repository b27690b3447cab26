# The first guess. flush=True sends it at once; otherwise it waits in the program, and nobody answers.
print(50, flush=True)
answer = input()
