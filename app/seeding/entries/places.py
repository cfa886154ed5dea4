"""Seed entries of places.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Place
from app.seeding.entries.base import (
    Degrees,
    Flag,
    Licence,
    PlaceId,
    Row,
    SeedContext,
    SourcedEntry,
    StrictModel,
    Text,
    WholeNumber,
    row,
    unique,
)
from app.seeding.entries.evidence import evidence_rows
from app.seeding.entries.names import NameEntry, main, name_rows
from app.vocabulary import GeoPrecision, PlaceKind, RecordKind


class PointEntry(StrictModel):
    """A point, WGS 84 decimal degrees, and where it comes from."""

    latitude: Degrees = Field(ge=-90, le=90, description="Latitude, degrees.")
    longitude: Degrees = Field(ge=-180, le=180, description="Longitude, degrees.")
    source: Text = Field(description="The gazetteer; never the article.")
    licence: Licence = Field(description="Its licence.")


class PlaceEntry(SourcedEntry):
    """A place named in the article."""

    name: Text = Field(description="The article's spelling.")
    kind: PlaceKind = Field(description="What it is.")
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code.")
    subdivision: str | None = Field(default=None, pattern="^[A-Z]{2}-[A-Z0-9]{1,3}$", description="ISO 3166-2 code.")
    parent: PlaceId | None = Field(default=None, description="The place it lies in.")
    parent_inferred: Flag = Field(default=False, description="True when the article does not say so.")
    point: PointEntry | None = Field(default=None, description="Its point; left out when no open gazetteer has one.")
    geo_precision: GeoPrecision = Field(description="How near the point is to the spot.")
    uncertainty_km: WholeNumber | None = Field(
        default=None, gt=0, description="Radius that covers the place, kilometres."
    )
    geonameid: WholeNumber | None = Field(default=None, gt=0, description="Id in the GeoNames gazetteer.")
    names: Annotated[list[NameEntry], unique("name")] = Field(default=[], description="Other spellings.")

    def register(self, context: SeedContext) -> None:
        context.place_parents[self.id] = self.parent

    def rows(self, context: SeedContext) -> Iterator[Row]:
        point = self.point
        yield row(
            Place,
            **self.model_dump(exclude={"evidence", "names", "point", "parent"}),
            parent_id=self.parent,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            coordinates_source=point.source if point else None,
            coordinates_licence=point.licence if point else None,
        )
        yield from name_rows(RecordKind.PLACE, self.id, [main(self.name), *self.names])
        yield from evidence_rows("place", self.id, self.evidence)
