"""Content negotiation: the format that the `Accept` header asks for, at the address without a suffix."""

from collections.abc import Mapping, Sequence

from app.errors import Fault, NotAcceptable, shortened
from app.formats.json_format import MEDIA_TYPE
from app.web.accept import best_match

ANYTHING = b"*/*"  # not worth parsing: it asks for JSON everywhere


class Negotiation:
    """Knows the formats of each list and record."""

    def __init__(self, suffixes: Mapping[str, Mapping[str, str]]) -> None:
        """`suffixes` has the suffix of each media type besides JSON, by path pattern: /events or /events/{id}."""
        self.suffixes = {pattern: {MEDIA_TYPE: "", **others} for pattern, others in suffixes.items()}

    def suffix(self, path: str, accept: bytes) -> str:
        """The suffix of the format wanted, empty for JSON. Raises NotAcceptable."""
        suffixes = self.suffixes_at(path)
        if suffixes is None:
            return ""
        offered = tuple(suffixes)
        if (media_type := best_match(accept, offered)) is None:
            raise not_acceptable(accept, offered)
        return suffixes[media_type]

    def suffixes_at(self, path: str) -> Mapping[str, str] | None:
        """The suffix of each media type at a path; None where there is nothing to choose."""
        if path in self.suffixes:
            return self.suffixes[path]
        before, _, last = path.rpartition("/")
        if "." in last:
            return None
        collection, _, id = before.rpartition("/")
        if not collection or not id:
            return self.suffixes.get(f"{before}/{{id}}") if before and last else None
        return self.suffixes.get(f"{collection}/{{id}}/{last}")


def not_acceptable(accept: bytes, offered: Sequence[str]) -> NotAcceptable:
    """The error for an `Accept` header that none of the media types on offer fits."""
    value, choices = shortened(accept.decode("latin-1")), ", ".join(offered)
    message = f"None of the media types in Accept is available here; there is: {choices}."
    return NotAcceptable(message, [Fault(parameter="Accept", value=value, message=message, nearest=[*offered])])
