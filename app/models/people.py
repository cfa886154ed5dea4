"""People named in the article."""

from app.models.columns import Sourced, column_index, foreign_key


class Person(Sourced, table=True):
    """A person. `infobox_column_id` is the infobox column with the name, which is not an allegiance."""

    __tablename__ = "people"
    __table_args__ = (
        column_index("people", "name", "id"),
        column_index("people", "party_id", "id", null=True),
        column_index("people", "sources_count"),
    )

    name: str
    office: str | None = None
    party_id: str | None = foreign_key("parties.id", null=True)
    party_inferred: bool = False
    infobox_column_id: str | None = foreign_key("parties.id", null=True)
