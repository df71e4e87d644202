import random as r
a = '''random
r.random()
''' + str(r.random())
b = "\"r.random()" + f'{r.random()!r:^10}' + b'r.random()'.decode()
c = f"""
{
    r.choice(
        [1, 2]
    )
} r.choice([1])
{a if a != b else r.random()}
"""
d = r"\" r.random() '" + R'''\''' r.random()'''
e = {'x': r.random(), "y": [r.randint(0, 1) for i in range(r.randint(1, 2))]}
