"""GeoJSON: features that map tools can label, date and draw."""

from typing import Any

import httpx2
import pytest

LABELS = ("caption", "type", "title", "date_text", "date_start", "date_end", "place_names")


def features(http: httpx2.Client, target: str) -> dict[str, dict[str, Any]]:
    """The features of a GeoJSON file, by id."""
    return {feature["id"]: feature for feature in http.get(target).raise_for_status().json()["features"]}


@pytest.mark.parametrize("name", ["events", "strikes"])
def test_a_feature_is_labelled_and_dated_by_flat_properties(http: httpx2.Client, name: str) -> None:
    for id, feature in features(http, f"/{name}.geojson").items():
        labels = {label: feature["properties"][label] for label in LABELS}
        assert all(value is None or isinstance(value, str) for value in labels.values())
        document = http.get(f"/{name}/{id}").json()["data"]
        assert (labels["title"], labels["date_text"]) == (document["title"], document["date"]["text"])
        assert (labels["date_start"], labels["date_end"]) == (document["date"]["start"], document["date"]["end"])
        located = [place["name"] for place in document["places"] if place["role"] == "location"]
        assert labels["place_names"] == ("; ".join(located) or None)
        assert feature["properties"].keys() >= document.keys() - {"claims", "evidence", "discrepancies", "links"}


def test_strikes_have_the_type_of_their_events(http: httpx2.Client) -> None:
    assert {feature["properties"]["type"] for feature in features(http, "/strikes.geojson").values()} == {"strike"}
