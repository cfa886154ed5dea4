"""People named in the article."""

from app.models.columns import Sourced, ordered, reference


class Person(Sourced, table=True):
    """A person. `infobox_column_id` is the column the name stands in, which is not an allegiance."""

    __tablename__ = "people"
    __table_args__ = (
        ordered("people", "name", "id"),
        ordered("people", "party_id", "id", null=True),
        ordered("people", "sources_count"),
    )

    name: str
    office: str | None = None
    party_id: str | None = reference("parties.id", null=True)
    party_inferred: bool = False
    infobox_column_id: str | None = reference("parties.id", null=True)
