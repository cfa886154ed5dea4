"""Places named in the article, with points from open gazetteers."""

from sqlmodel import Field

from app.models.columns import Sourced, column_index, enum_column, foreign_key
from app.vocabulary import GeoPrecision, PlaceKind


class Place(Sourced, table=True):
    """A place. Its point is WGS 84 decimal degrees, null if no open gazetteer has one."""

    __tablename__ = "places"
    __table_args__ = (
        column_index("places", "name", "id"),
        column_index("places", "kind", "id"),
        column_index("places", "country", "id", null=True),
        column_index("places", "geo_precision", "id"),
        column_index("places", "sources_count"),
    )

    name: str
    kind: PlaceKind = enum_column(PlaceKind, name="place_kind")
    country: str | None = Field(default=None, max_length=2)
    subdivision: str | None = Field(default=None, max_length=6)
    parent_id: str | None = foreign_key("places.id", null=True)
    parent_inferred: bool = False
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: GeoPrecision = enum_column(GeoPrecision, name="geo_precision")
    uncertainty_km: int | None = None
    geonameid: int | None = None
    coordinates_source: str | None = None
    coordinates_licence: str | None = None
