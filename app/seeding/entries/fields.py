"""The fields of seed entries as changes name them: a dotted path to each value. A list is one value."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from app.seeding.entries.article import DatasetHead
from app.seeding.entries.base import field_paths, value_at

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
        return self.to_json(value_at(entry, self.path))

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
    return {
        ".".join(path): EntryField(path, type_adapter(field))
        for path, field in field_paths(model)
        if path[0] not in untracked
    }


def type_adapter(field: FieldInfo) -> TypeAdapter[Any]:
    """What validates and dumps the values of a field, its constraints included."""
    annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return TypeAdapter(annotation)


def entry_values(entry: BaseModel) -> dict[str, Any]:
    """All fields of an entry but its id as plain JSON, as the seed writes them."""
    return entry.model_dump(mode="json", exclude=UNTRACKED_FIELDS, exclude_defaults=True)
