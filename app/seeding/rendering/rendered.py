"""What a renderer makes of a row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from app.schemas.base import Brief
from app.schemas.claims import NestedClaim
from app.seeding.rendering.lookup import ReferenceLookup

UNDATED = "9999-12-31"  # sorts records without a date after all others in a search
NESTED_FIELDS = frozenset(NestedClaim.model_fields)
NO_CLAIMS = '"claims":[]'  # in JSON only a key is followed by a colon, so no text can contain this


@dataclass(frozen=True)
class Rendered:
    """A record's public document, and what search indexes of it."""

    document: Brief
    title: str | None = None  # null: search does not find the record
    body: str = ""
    earliest: str = UNDATED
    aliases: Sequence[str] = ()  # other spellings of the title
    claims: Sequence[str] = ()  # JSON of the claims, for a document that has them but was built with none

    def full(self) -> str:
        """The document as JSON. Claims were rendered before, and their JSON is put in as it is."""
        text = self.document.model_dump_json()
        if not self.claims:
            return text
        before, after = text.split(NO_CLAIMS)
        return f'{before}"claims":[{",".join(map(nested_claim, self.claims))}]{after}'


def nested_claim(text: str) -> str:
    """The JSON of a claim as part of another document, which has the date and the text of the discrepancies already."""
    claim = {name: value for name, value in from_json(text).items() if name in NESTED_FIELDS}
    for discrepancy in claim.get("discrepancies", ()):
        del discrepancy["explanation"]
    return to_json(claim).decode()


# A row is a tuple with the column names of its model; an instance of the model would take ten times as long to make.
Renderer = Callable[[Sequence[Any], ReferenceLookup], Iterator[Rendered]]
