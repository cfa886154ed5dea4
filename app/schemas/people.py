"""People as they are sent."""

from pydantic import Field

from app.schemas.base import PartyRef, SourcedBrief, SourcedFull, says
from app.schemas.envelopes import Page, Selection, Single


class PersonBrief(SourcedBrief):
    """A person named in the article."""

    name: str = says("The article's spelling.", "Hossein Salami")
    office: str | None = says("The office as stated; null when none is.", "C-i-C of the IRGC")
    party: PartyRef | None = says(
        "The party the office belongs to; null when none is stated.", {"id": "islamic-revolutionary-guard-corps"}
    )
    party_inferred: bool = says("True when the office does not name the party and we inferred it.", False)
    infobox_column: PartyRef | None = says(
        "The column of the summary table the name stands in. Not an allegiance.", {"id": "iran"}
    )


class PersonFull(SourcedFull, PersonBrief):
    """A person, with the passages behind it."""


class PersonPage(Page):
    """A page of people."""

    data: list[PersonFull | PersonBrief | Selection] = Field(
        description="The people.", examples=[[{"id": "hossein-salami"}]]
    )


class PersonAnswer(Single[PersonFull]):
    """One person."""
