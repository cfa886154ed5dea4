"""The fields of seed entries as changes name them: a dotted path to each value, lists being one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from app.seeding.entries.article import Head

# The id is the address. Of the head, version and day are new with each release, and the rest is not published as such.
NO_FIELDS = {"id"}
NO_FIELDS_OF_HEAD = {"version", "released", "article", "furniture", "not_names"}


@dataclass(frozen=True)
class Leaf:
    """A field that holds no others."""

    path: tuple[str, ...]
    adapter: TypeAdapter[Any]

    def of(self, entry: BaseModel) -> Any:
        """The entry's value, in plain JSON form; null where what should hold it is left out."""
        value: Any = entry
        for name in self.path:
            value = getattr(value, name, None)
        return self.dumped(value)

    def plain(self, given: Any) -> Any:
        """A value as somebody wrote it, in the same form. Raises ValidationError for what the field can not hold."""
        return None if given is None else self.dumped(self.adapter.validate_python(given))

    def dumped(self, value: Any) -> Any:
        """A value in plain JSON form. What is left out and what is given as its default is the same."""
        return None if value is None else self.adapter.dump_python(value, mode="json", exclude_defaults=True)


@cache
def leaves(model: type[BaseModel]) -> dict[str, Leaf]:
    """The fields of a kind of entry, or of the head, by their dotted names."""
    hidden = NO_FIELDS_OF_HEAD if model is Head else NO_FIELDS
    return {".".join(leaf.path): leaf for leaf in below(model, ()) if leaf.path[0] not in hidden}


def below(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Leaf]:
    """Each field of a document, and of the documents in it."""
    for name, field in model.model_fields.items():
        parts = () if get_origin(field.annotation) is list else (field.annotation, *get_args(field.annotation))
        document = next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)
        if document is not None:
            yield from below(document, (*above, name))
        else:
            marked: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            yield Leaf((*above, name), TypeAdapter(marked))


def whole(entry: BaseModel) -> dict[str, Any]:
    """All that an entry says, in plain JSON form, as it is written in the seed."""
    return entry.model_dump(mode="json", exclude=NO_FIELDS, exclude_defaults=True)
