"""Negotiation: which of the media types there are a client wants most (RFC 9110, 12.5.1)."""

from functools import lru_cache


@lru_cache(maxsize=512)
def best(accept: bytes, offered: tuple[str, ...]) -> str | None:
    """The media type to answer with, the first one offered when several are wanted equally; null when none is."""
    if not accept:
        return offered[0]
    wishes = [wish for item in accept.decode("latin-1").split(",") if (wish := read(item)) is not None]
    weights = {offer: weight(offer, wishes) for offer in offered}
    favourite = max(offered, key=lambda offer: weights[offer])
    return favourite if weights[favourite] > 0 else None


def read(item: str) -> tuple[str, float] | None:
    """A media range, and how much it is wanted; parameters but `q` do not tell our types apart."""
    name, *parameters = (part.strip().lower() for part in item.split(";"))
    return (name, quality(parameters)) if name else None


def weight(offer: str, wishes: list[tuple[str, float]]) -> float:
    """How much a media type is wanted: by its own name, else by its family, else by the wish for anything."""
    for pattern in (offer.partition(";")[0], f"{offer.partition('/')[0]}/*", "*/*"):
        found = [wanted for name, wanted in wishes if name == pattern]
        if found:
            return max(found)
    return 0.0


def quality(parameters: list[str]) -> float:
    """The q of a wish; 1 when there is none, 0 when it can not be read."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
