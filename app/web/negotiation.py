"""Negotiation: the form in which a client wants what has several. The bare address stands for all of them."""

from collections.abc import Mapping

from app.errors import Fault, NotAcceptable, shortened
from app.formats import json_format
from app.formats.negotiation import best_match
from app.web.shapes import shape

ANYTHING = b"*/*"


class Negotiation:
    """Knows the other forms of each address, by its shape: the suffix of each media type."""

    def __init__(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        """`forms` are the suffixes by media type, for each shape; JSON has none."""
        self.suffixes = {address: {json_format.MEDIA_TYPE: "", **others} for address, others in forms.items()}

    def suffix(self, path: str, accept: bytes) -> str:
        """What the address lacks to be that of the form wanted. Raises NotAcceptable when there is no such form."""
        if accept == ANYTHING or (suffixes := self.suffixes.get(shape(path)[0])) is None:
            return ""
        offered = tuple(suffixes)
        if (chosen := best_match(accept, offered)) is None:
            given, choices = shortened(accept.decode("latin-1")), ", ".join(offered)
            message = f"{given} is none of what there is: {choices}"
            fault = Fault(parameter="Accept", value=given, message=message, nearest=list(offered))
            raise NotAcceptable(f"Of what the client takes there is nothing; there is: {choices}.", [fault])
        return suffixes[chosen]
