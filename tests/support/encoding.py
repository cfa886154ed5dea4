"""What the tests of the encoders share: a head, all documents, texts that are hard to escape."""

from typing import Any
from xml.etree.ElementTree import Element, fromstring

from hypothesis import strategies as st

from app.formats.format import DocumentInfo

Document = dict[str, Any]
Record = dict[str, dict[str, Document]]

HEAD = DocumentInfo(
    title="Events",
    url="https://node.test/events.x?type=strike",
    base_url="https://node.test",
    dataset="2024 Iran–Pakistan border skirmishes, a sourced record",
    version="1.0.0",
    released="2026-10-05",
    licence="CC-BY-SA-4.0; GeoNames (CC-BY-4.0)",
)

# No control characters, separators of lines and surrogates: none is in a seed. Single spaces, none at the ends.
hard = (
    st.text(
        st.one_of(
            st.sampled_from("&<>%{}\\,;:~^$#_*`[]|!\"'=@-+ aNné–آ1"), st.characters(exclude_categories=["C", "Z"])
        )
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


def encoded(encoder: Any, documents: Any, head: DocumentInfo = HEAD) -> str:
    """The whole text. Two runs must give the same."""
    documents = list(documents)
    text = "".join(encoder.encode(iter(documents), head))
    assert "".join(encoder.encode(iter(documents), head)) == text
    return text


def xml(text: str) -> Element:
    """Well-formed XML, read."""
    return fromstring(text)  # noqa: S314 - our own
