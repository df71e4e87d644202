import random


def jitter(base):
    return base * random.random()
