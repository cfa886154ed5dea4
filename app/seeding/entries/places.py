"""Seed entries of places.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Place
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.names import NameEntry, main_name, name_rows
from app.seeding.entries.origins import ASSETS, OURS, WORDS, name_unless
from app.seeding.entries.values import Degrees, Flag, Licence, PlaceId, Positive, Text, unique
from app.vocabulary import GeoPrecision, PlaceKind, RecordKind


class PointEntry(SeedModel):
    """A point, WGS 84 decimal degrees, and where it comes from."""

    latitude: Annotated[Degrees, ASSETS] = Field(ge=-90, le=90, description="Latitude, degrees.")
    longitude: Annotated[Degrees, ASSETS] = Field(ge=-180, le=180, description="Longitude, degrees.")
    source: Annotated[Text, ASSETS] = Field(description="The gazetteer; never the article.")
    licence: Annotated[Licence, ASSETS] = Field(description="Its licence.")


class PlaceEntry(SourcedEntry):
    """A place named in the article."""

    record_kind = RecordKind.PLACE

    name: Annotated[Text, WORDS]
    kind: Annotated[PlaceKind, OURS]
    country: Annotated[str | None, ASSETS] = Field(default=None, pattern="^[A-Z]{2}$")
    subdivision: Annotated[str | None, ASSETS] = Field(default=None, pattern="^[A-Z]{2}-[A-Z0-9]{1,3}$")
    parent: Annotated[PlaceId | None, name_unless("parent_inferred")] = None
    parent_inferred: Annotated[Flag, OURS] = False
    point: PointEntry | None = Field(default=None, description="Its point; left out when no open gazetteer has one.")
    geo_precision: Annotated[GeoPrecision, ASSETS]
    uncertainty_km: Annotated[Positive | None, ASSETS] = None
    geonameid: Annotated[Positive | None, ASSETS] = None
    names: Annotated[list[NameEntry], unique("name")] = Field(default=[], description="Other spellings.")

    def register(self, context: SeedContext) -> None:
        context.place_parents[self.id] = self.parent

    def rows(self, context: SeedContext) -> Iterator[Row]:
        source, licence = (self.point.source, self.point.licence) if self.point else (None, None)
        yield self.row(Place, coordinates_source=source, coordinates_licence=licence)
        yield from name_rows(self, [main_name(self.name), *self.names])
        yield from self.evidence_rows()
