"""Counts calls of `random` and `numpy.random` with Python's own parser; the names of the fixtures are
bound at the top of each file, so that no scopes are needed here."""
import ast
import sys

FUNCTIONS = {
    "random": "random randint randrange choice choices sample shuffle uniform gauss".split(),
    "random.Random": "random randint choice".split(),
    "numpy.random": "rand randn randint choice normal".split(),
}


def meaning(node, names):
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = meaning(node.value, names)
        return owner and owner + "." + node.attr
    if isinstance(node, ast.Call):
        called = meaning(node.func, names)
        return called if called == "random.Random" else None
    return None


def names_of(tree):
    names = {}
    for node in tree.body:
        if isinstance(node, ast.Import):
            for item in node.names:
                names[item.asname or item.name] = item.name
        elif isinstance(node, ast.ImportFrom):
            for item in node.names:
                names[item.asname or item.name] = node.module + "." + item.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.targets[0].id] = meaning(node.value, names)
    return names


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    names = names_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = meaning(node.func, names) or ""
            owner, _, member = name.rpartition(".")
            if member in FUNCTIONS.get(owner, ()):
                print(node.lineno, name)
