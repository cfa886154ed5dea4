"""People named in the article."""

from sqlmodel import Field

from app.models.columns import Sourced, reference


class Person(Sourced, table=True):
    """A person. `infobox_column_id` is the column the name stands in, which is not an allegiance."""

    __tablename__ = "people"

    name: str = Field(index=True)
    office: str | None = None
    party_id: str | None = reference("parties.id", null=True)
    party_inferred: bool = False
    infobox_column_id: str | None = reference("parties.id", null=True)
