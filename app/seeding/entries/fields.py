"""The fields of seed entries as changes name them: a dotted path to each value. A list is one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from app.seeding.entries.article import DatasetHead

# A change names its record by id. Each release has a new version and day; the others are not public as such.
UNTRACKED_FIELDS = {"id"}
UNTRACKED_FIELDS_OF_HEAD = {"version", "released", "article", "furniture", "not_names"}


@dataclass(frozen=True)
class EntryField:
    """A field that contains no other fields."""

    path: tuple[str, ...]
    adapter: TypeAdapter[Any]

    def value_of(self, entry: BaseModel) -> Any:
        """The entry's value as plain JSON; null if the field, or the document that contains it, is left out."""
        value: Any = entry
        for name in self.path:
            value = getattr(value, name, None)
        return self.to_json(value)

    def normalize(self, value: Any) -> Any:
        """A value from a seed file in the form of `value_of`. Raises ValidationError if the field cannot hold it."""
        return None if value is None else self.to_json(self.adapter.validate_python(value))

    def to_json(self, value: Any) -> Any:
        """A validated value as plain JSON. A field left out equals a field that repeats its default."""
        return None if value is None else self.adapter.dump_python(value, mode="json", exclude_defaults=True)


@cache
def entry_fields(model: type[BaseModel]) -> dict[str, EntryField]:
    """The fields of a kind of entry, or of the head, by their dotted names."""
    untracked = UNTRACKED_FIELDS_OF_HEAD if model is DatasetHead else UNTRACKED_FIELDS
    return {".".join(field.path): field for field in walk(model) if field.path[0] not in untracked}


def walk(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[EntryField]:
    """Each field of a document and of the documents inside it."""
    for name, field in model.model_fields.items():
        parts = () if get_origin(field.annotation) is list else (field.annotation, *get_args(field.annotation))
        document = next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)
        if document is not None:
            yield from walk(document, (*above, name))
        else:
            annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            yield EntryField((*above, name), TypeAdapter(annotation))


def entry_values(entry: BaseModel) -> dict[str, Any]:
    """All fields of an entry but its id as plain JSON, as the seed writes them."""
    return entry.model_dump(mode="json", exclude=UNTRACKED_FIELDS, exclude_defaults=True)
