import random as r, numpy.random
from random import (choice as c,
  shuffle)
x = f"{r.random():{c([1])}}" + '''a
'''
def f(r=r.randint(1, 2), *, y: "r.x" = lambda: c(x)):
  with a as r: r.random()
