"""Who says something: the parties and speakers of claims, by id, name or wording."""

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from app.models import Claim, Name, Party
from app.queries.engine.conditions import NameChoices
from app.queries.engine.folding import normalise
from app.vocabulary import RecordKind

MAX_NAMES = 5000  # from which the nearest are suggested


def speakers(connection: Connection) -> list[str]:
    """The wordings of all speakers."""
    wordings = select(col(Claim.speaker)).where(col(Claim.speaker).is_not(None)).distinct().order_by(col(Claim.speaker))
    return [wording for wording in connection.execute(wordings).scalars() if wording is not None]


def parties_and_speakers(connection: Connection, name: str) -> list[str] | None:
    """The ids of parties, and the wordings of speakers, that a name stands for in any case; None if there are none."""
    folded = normalise(name)
    named = select(col(Name.record_id)).where(col(Name.record_kind) == RecordKind.PARTY, col(Name.folded) == folded)
    ids = select(col(Party.id)).where(or_(col(Party.id) == name.lower(), col(Party.id).in_(named)))
    wordings = [wording for wording in speakers(connection) if normalise(wording) == folded]
    return [*connection.execute(ids.order_by(col(Party.id))).scalars(), *wordings] or None


def names_of_both(connection: Connection) -> list[str]:
    """The names of parties, then the wordings of speakers."""
    names = select(col(Name.name)).where(col(Name.record_kind) == RecordKind.PARTY)
    return [*connection.execute(names.order_by(col(Name.number)).limit(MAX_NAMES)).scalars(), *speakers(connection)]


PARTIES_AND_SPEAKERS = NameChoices(noun="party or speaker", find=parties_and_speakers, names=names_of_both)
