"""Spellings as they are sent."""

from app.schemas.base import Answer, says
from app.vocabulary import NameKind, NameOrigin


class NameForm(Answer):
    """One spelling of a name."""

    name: str = says("The spelling.", "Baluch Liberation Army")
    kind: NameKind = says("What kind of name it is.", "variant")
    language: str | None = says("BCP 47 language tag.", "en")
    script: str | None = says("ISO 15924 script.", "Latn")
    origin: NameOrigin = says("From the article, or added by us for search only.", "article")
