"""Says whether the coins that a program gave are right: 42 yes, 43 no.

Called as: check_change.py INPUT ANSWER FEEDBACK_FOLDER < what the program printed
INPUT holds the amount and, on the second line, the coins that there are. ANSWER holds how many coins are enough.
"""

import sys

RIGHT, WRONG = 42, 43


def say(folder, sentence):
    with open(folder + "teammessage.txt", "w", encoding="utf-8") as file:
        file.write(sentence)


def judge(amount, coins, enough, words):
    """Returns what is wrong, or None, and the share of the points."""
    given = []
    for word in words:
        if not (word.isascii() and word.isdecimal() and len(word) < 7):
            return f"'{word[:20]}' is not a coin", 0
        given.append(int(word))
    for coin in given:
        if coin not in coins:
            return f"there is no coin of {coin}", 0
    if sum(given) != amount:
        return f"the coins make {sum(given)} and not {amount}", 0
    if len(given) > enough:
        return None, 0.5
    return None, 1


def main():
    task, answer, folder = sys.argv[1:4]
    with open(task, encoding="utf-8") as file:
        amount = int(file.readline())
        coins = {int(word) for word in file.readline().split()}
    with open(answer, encoding="utf-8") as file:
        enough = int(file.read())
    words = sys.stdin.buffer.read(100000).decode("utf-8", "replace").split()
    problem, share = judge(amount, coins, enough, words)
    if problem:
        say(folder, problem)
        sys.exit(WRONG)
    if share < 1:
        say(folder, f"{len(words)} coins, but {enough} are enough")
    with open(folder + "score.txt", "w", encoding="utf-8") as file:
        file.write(str(share))
    sys.exit(RIGHT)


main()
