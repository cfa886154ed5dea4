"""Response models of people."""

from app.schemas.base import PartyRef, SourcedBrief, SourcedFull, required


class PersonBrief(SourcedBrief):
    """A person named in the article."""

    name: str = required("The article's spelling.", "Hossein Salami")
    office: str | None = required("The office as stated; null if none is stated.", "C-i-C of the IRGC")
    summary: str = required("One sentence to print.", "Arif Alvi is listed as President of Pakistan.")
    party: PartyRef | None = required("The party the office belongs to; null if none is stated.")
    party_inferred: bool = required("True if the office does not name the party and we inferred it.", False)
    infobox_column: PartyRef | None = required(
        "The column of the summary table in which the name appears. This is not an allegiance."
    )


class PersonFull(SourcedFull, PersonBrief):
    """A person, with the passages of the article about it."""

    columns = """
        id name office party=party.id party_inferred infobox_column=infobox_column.id sources_count
        passages=evidence.passage.id caption summary party_name=party.name
        infobox_column_name=infobox_column.name source_titles=sources.title
        passage_labels=evidence.passage.label
    """
