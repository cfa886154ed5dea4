"""Places named in the article, with points from open gazetteers."""

from sqlmodel import Field

from app.models.columns import Sourced, ordered, reference, word
from app.vocabulary import GeoPrecision, PlaceKind


class Place(Sourced, table=True):
    """A place. Its point is WGS 84 decimal degrees, null when no open gazetteer has one."""

    __tablename__ = "places"
    __table_args__ = (
        ordered("places", "name", "id"),
        ordered("places", "kind", "id"),
        ordered("places", "country", "id", null=True),
        ordered("places", "geo_precision", "id"),
        ordered("places", "sources_count"),
    )

    name: str
    kind: PlaceKind = word(PlaceKind, name="place_kind")
    country: str | None = Field(default=None, max_length=2)
    subdivision: str | None = Field(default=None, max_length=6)
    parent_id: str | None = reference("places.id", null=True)
    parent_inferred: bool = False
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: GeoPrecision = word(GeoPrecision, name="geo_precision")
    uncertainty_km: int | None = None
    geonameid: int | None = None
    coordinates_source: str | None = None
    coordinates_licence: str | None = None
