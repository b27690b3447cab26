"""Thinks of a number from 1 to 100 and answers guesses: 42 when it was found in 7 guesses, 43 when not.

Called as: partner.py INPUT ANSWER FEEDBACK_FOLDER, with the program's output as input and the other way round.
INPUT holds the number.
"""

import sys

RIGHT, WRONG = 42, 43
MOST = 7


def reject(folder, sentence):
    with open(folder + "teammessage.txt", "w", encoding="utf-8") as file:
        file.write(sentence)
    sys.exit(WRONG)


def main():
    task, _, folder = sys.argv[1:4]
    with open(task, encoding="utf-8") as file:
        number = int(file.read())
    for count in range(1, MOST + 1):
        line = sys.stdin.readline(100)
        word = line.strip()
        if not line:
            reject(folder, f"guess number {count} never came")
        if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= 100):
            reject(folder, f"'{word[:20]}' is no number from 1 to 100")
        if int(word) == number:
            print("right", flush=True)
            if sys.stdin.readline(100):
                reject(folder, "the program goes on after 'right'")
            sys.exit(RIGHT)
        if count == MOST:
            reject(folder, f"{number} was not found in {MOST} guesses")
        print("higher" if int(word) < number else "lower", flush=True)


main()
