import unittest

from half import half


class HalfTest(unittest.TestCase):
    def test_even(self):
        for number in (0, 2, -8):
            with self.subTest(number=number):
                self.assertEqual(half(number) * 2, number)

    def test_odd(self):
        with self.assertRaises(ValueError):
            half(3)
