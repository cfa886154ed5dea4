"""Shapes: an address without what varies in it, so that it can be looked up."""

VARIABLE = "{}"


def shape(path: str) -> tuple[str, str | None]:
    """/events/kerman-bombings.md is of the shape /events/{}.md, and its variable part; an id has no dot."""
    _, *parts = path.split("/", 3)
    if len(parts) <= 1 or not parts[1]:
        return path, None
    value, dot, suffix = parts[1].partition(".")
    parts[1] = f"{VARIABLE}{dot}{suffix}"
    return "/" + "/".join(parts), value
