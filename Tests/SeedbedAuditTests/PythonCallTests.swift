import Testing

struct PythonCallTests {
  @Test func `a call through the imported module is found`() throws {
    #expect(try pythonCalls("import random\nrandom.randint(1, 2)\n") == ["random.randint@2"])
  }

  @Test func `a module alias is followed`() throws {
    #expect(try pythonCalls("import random as r\nr.uniform(1, 2)\n") == ["random.uniform@2"])
  }

  @Test func `names imported from the module are followed under their aliases`() throws {
    let text = "from random import (randint as ri,\n  choice)\nri(1, 2)\nchoice([1])\n"
    #expect(try pythonCalls(text) == ["random.randint@3", "random.choice@4"])
  }

  @Test func `a star import brings the generators in`() throws {
    #expect(try pythonCalls("from random import *\nrandint(1, 2)\n") == ["random.randint@2"])
  }

  @Test func `numpy's generators are found under every way of importing them`() throws {
    let text = """
      import numpy as np
      import numpy.random as npr
      from numpy import random
      np.random.rand(3)
      npr.randn(3)
      random.normal()
      """
    #expect(
      try pythonCalls(text) == [
        "numpy.random.rand@4", "numpy.random.randn@5", "numpy.random.normal@6",
      ])
  }

  @Test func `a call inside an f-string expression is found`() throws {
    let text = "import random\nx = f\"a {random.randint(1, 2):>{random.choice([4])}} b\"\n"
    #expect(try pythonCalls(text) == ["random.randint@2", "random.choice@2"])
  }

  @Test func `a mention in a comment or a string is not a call`() throws {
    let text = """
      import random
      # random.randint(1, 2)
      a = "random.randint(1, 2)"
      b = '''
      random.choice([1])
      '''
      c = f"{{random.random()}}"
      """
    #expect(try pythonCalls(text) == [])
  }

  @Test func `a function passed on without a call is not a call`() throws {
    #expect(try pythonCalls("import random\nitems.sort(key=random.random)\n") == [])
  }

  @Test func `a function of the file's own is not the module's`() throws {
    let text = "from random import randint\ndef randint(a, b): return a\nrandint(1, 2)\n"
    #expect(try pythonCalls(text) == [])
  }

  @Test func `a parameter called random is not the module`() throws {
    let text = "import random\ndef f(random):\n    return random.randint(1, 2)\n"
    #expect(try pythonCalls(text) == [])
  }

  @Test func `a lambda's parameter hides the module only inside the lambda`() throws {
    let text = "import random\nf = lambda random: random.random()\nrandom.random()\n"
    #expect(try pythonCalls(text) == ["random.random@3"])
  }

  @Test func `an assignment in a function hides the module in that function only`() throws {
    let text = """
      import random
      def f():
          random = Dice()
          return random.randint(1, 2)
      def g():
          return random.randint(1, 2)
      """
    #expect(try pythonCalls(text) == ["random.randint@6"])
  }

  @Test func `an attribute called random is not the module`() throws {
    let text = """
      import random
      class A:
          def f(self):
              return self.random.randint(1, 2)
      """
    #expect(try pythonCalls(text) == [])
  }

  @Test func `an attribute that was given a generator is one`() throws {
    let text = """
      import random
      class A:
          def __init__(self):
              self.rng = random.Random(5)
          def f(self):
              return self.rng.randint(1, 2)
      """
    #expect(try pythonCalls(text) == ["random.Random.randint@6"])
  }

  @Test func `instances assigned to a name are followed`() throws {
    let text = """
      import random, numpy as np
      rng = random.Random(5)
      safe = random.SystemRandom()
      gen = np.random.default_rng(1)
      def f():
          return rng.choice([1]), safe.random(), gen.integers(3)
      """
    #expect(
      try pythonCalls(text) == [
        "random.Random.choice@6", "random.SystemRandom.random@6",
        "numpy.random.Generator.integers@6",
      ])
  }

  @Test func `a function under a new name is followed`() throws {
    let text = "import random\nroll = random.randint\nroll(1, 6)\n"
    #expect(try pythonCalls(text) == ["random.randint@3"])
  }

  @Test func `names assigned to each other in a circle end`() throws {
    let text = """
      import random
      def f(x):
          for i in x:
              a = b or a
              b = a or b
              a.c()
      """
    #expect(try pythonCalls(text) == [])
  }

  @Test func `a generator hidden in one branch is found`() throws {
    let text = """
      try:
          import random
      except ImportError:
          random = None
      random.random()
      """
    #expect(try pythonCalls(text) == ["random.random@5"])
  }

  @Test func `a relative module called random is not the standard one`() throws {
    #expect(try pythonCalls("from .random import randint\nrandint(1, 2)\n") == [])
  }

  @Test func `a class's own names do not reach into its methods`() throws {
    let text = """
      from random import choice
      class A:
          choice = 5
          def f(self):
              return choice([1])
      """
    #expect(try pythonCalls(text) == ["random.choice@5"])
  }

  @Test func `a function sees the module through global`() throws {
    let text = """
      import random
      def start():
          global rng
          rng = random.Random(5)
      def f():
          return rng.random()
      """
    #expect(try pythonCalls(text) == ["random.Random.random@6"])
  }

  @Test func `seeding and making a generator make no value up`() throws {
    #expect(try pythonCalls("import random\nrandom.seed(1)\nrandom.Random(5)\n") == [])
  }

  @Test func `secrets count only when they are configured`() throws {
    let text = "import secrets\nsecrets.token_hex(8)\n"
    #expect(try pythonCalls(text) == [])
    #expect(try pythonCalls(text, also: ["secrets"]) == ["secrets.token_hex@2"])
  }
}
