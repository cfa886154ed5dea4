"""Response model of names."""

from app.schemas.base import ResponseModel, required
from app.vocabulary import NameKind, NameOrigin


class NameForm(ResponseModel):
    """One spelling of a name."""

    name: str = required("The spelling.", "Baluch Liberation Army")
    kind: NameKind = required("What kind of name it is.", "variant")
    language: str | None = required("BCP 47 language tag.", "en")
    script: str | None = required("ISO 15924 script.", "Latn")
    origin: NameOrigin = required("Whether it comes from the article or was added by us for search.", "article")
