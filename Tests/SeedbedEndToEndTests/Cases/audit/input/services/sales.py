import random
from random import randint as number

# random.randint(1, 2) in a comment
TEXT = "random.choice([1, 2])"


class Sales:
    def total(self):
        return random.randint(100, 900) + number(1, 6)

    def label(self):
        return f"sold {random.choice(['a', 'b'])} at {random.uniform(1, max(2, 3))}"
