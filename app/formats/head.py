"""What an encoding may say of the whole: where it was asked, and of which dataset."""

from dataclasses import dataclass

from app.schemas.columns import Column


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of an answer that is no JSON. Texts are plain; addresses are absolute."""

    title: str  # of what is answered: "Events", or a record's title
    url: str  # where it was asked, in its one spelling
    base_url: str  # stands before every address
    dataset: str  # the dataset's title
    version: str
    released: str  # ISO 8601 day
    licence: str
    columns: tuple[Column, ...] = ()  # of a row, where the format has rows

    def absolute(self, path: str) -> str:
        """A path of ours as an address."""
        return self.base_url + path
