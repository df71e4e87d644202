"""A service of the kind the report found; random.randint(1, 2) in a docstring is no call."""
import random
import numpy as np
from datetime import datetime
from random import choice as pick, uniform

NAMES = ["a", "b"]
generator = random.Random(5)


class DashboardService:
    # random.random() in a comment is no call
    def get_overview(self, user_id: str = "x") -> dict:
        visits = random.randint(100, 5000)
        return {
            "visits": visits,
            "conversion": round(uniform(0.5, 4.0), 2),
            "top": [
                {"name": pick(NAMES), "score": random.random()}
                for _ in range(random.randint(3, len(NAMES) + 3))
            ],
            "label": f"{random.choice(NAMES):>{random.randint(4, 9)}} of {len('}')} {{no}}",
            'nested': f'{", ".join(f"{pick(NAMES)}" for _ in NAMES)}',
            "raw": rf"\{random.uniform(1, 2)}\N",
            "text": 'random.uniform(1, 2)' "random.choice([1])",
            "series": np.random.normal(0, 1, 10).tolist(),
        }

    async def get_trend(self, *, days=30):
        total = 0
        while total < days: total += generator.randint(1, 3); pick(NAMES)
        return lambda x: random.gauss(x, 1) if x else \
            random.sample(NAMES,
                          1)


@staticmethod
def shuffle_all(values):
    """random.shuffle(values)"""
    random.shuffle(values)
    np.random.rand(3)[0:random.randrange(2)]
    return datetime.now(), random.random, values.random.randint(1, 2)
