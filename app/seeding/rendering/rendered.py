"""What a renderer makes of a row."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.schemas.base import Brief
from app.schemas.claims import NestedClaim
from app.seeding.rendering.lookup import ReferenceLookup

UNDATED = "9999-12-31"  # sorts records without a date after all others in a search
NO_CLAIMS = '"claims":[]'  # in JSON only a key is followed by a colon, so no text can contain this


@dataclass(frozen=True)
class Rendered:
    """A record's public document, what search indexes of it, and the columns that are computed with it."""

    document: Brief
    title: str | None = None  # null: search does not find the record
    body: str = ""
    earliest: str = UNDATED
    aliases: Sequence[str] = ()  # other spellings of the title
    columns: dict[str, Any] = field(default_factory=dict)
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
    claim = {name: value for name, value in json.loads(text).items() if name in NestedClaim.model_fields}
    for discrepancy in claim.get("discrepancies", ()):
        del discrepancy["explanation"]
    return json.dumps(claim, ensure_ascii=False, separators=(",", ":"))


# A row is a tuple with the column names of its model; an instance of the model would take ten times as long to make.
Renderer = Callable[[Sequence[Any], ReferenceLookup], Iterator[Rendered]]
