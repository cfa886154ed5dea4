"""The kinds of address: by the route that answers and the names in the query."""

import re
from urllib.parse import parse_qsl

from app.main import routes

SHAPES = sorted(
    ((route.path, re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route.path)))) for route in routes()),
    key=lambda pair: "{" in pair[0],  # a route without a variable first: /events/{id} is not /events/x.csv
)


def pattern(target: str) -> str:
    """The kind of address that a path and query are: the pattern of its route and the names in its query."""
    path, _, query = target.partition("?")
    names = ",".join(sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)}))
    for route, shape in SHAPES:
        if shape.fullmatch(path):
            return f"{route}?{names}"
    return path
