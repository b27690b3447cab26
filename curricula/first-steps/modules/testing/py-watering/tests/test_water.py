import subprocess
import sys
import unittest


def water(*arguments):
    """Starts the program as a person does, and gives back what it wrote and how it ended."""
    return subprocess.run([sys.executable, "water.py", *arguments], capture_output=True, text=True)


class Answers(unittest.TestCase):
    def test_some_days_are_left(self):
        self.assertEqual(water("10", "4", "12").stdout, "in 2 days\n")

    def test_one_day_is_left(self):
        self.assertEqual(water("10", "4", "13").stdout, "in 1 day\n")

    def test_today(self):
        self.assertEqual(water("10", "4", "14").stdout, "today\n")

    def test_better_late_than_never(self):
        self.assertEqual(water("10", "4", "20").stdout, "today\n")


class Mistakes(unittest.TestCase):
    def check(self, *arguments):
        program = water(*arguments)
        self.assertEqual(program.returncode, 2)
        self.assertNotEqual(program.stderr.strip(), "")
        self.assertEqual(program.stdout, "")

    def test_an_argument_is_missing(self):
        self.check("10", "4")

    def test_a_word(self):
        self.check("10", "cuatro", "12")


if __name__ == "__main__":
    unittest.main()
