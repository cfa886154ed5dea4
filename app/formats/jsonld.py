"""JSON-LD in the vocabulary of schema.org, for search engines. What is not stated is left out.

A statement made by only one side stays attributed to it: a role asserted by a party names that party, and a claim is a
Claim whose author is the claimant, never this record. No claim is rated.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app import urls
from app.formats.format import DocumentInfo, Format
from app.formats.json_format import drop_empty, dump
from app.formats.licences import licence_url
from app.formats.schema_org import Document, Node, place, reference, sha256, thing
from app.vocabulary import Measure

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://schema.org"
CREATOR = "The contributors of the skirmishes dataset"
KEYWORDS = ("armed conflict", "border skirmishes", "claims", "casualties", "provenance")


class Distribution(NamedTuple):
    """A file in which a whole list can be downloaded."""

    name: str
    media_type: str
    path: str


def event_node(document: Document, base_url: str) -> Node:
    """An event (document of /events/{id}). schema.org lets no Event cite, so its sources are its `subjectOf`."""
    claims = [reference("Claim", claim, base_url) for claim in document["claims"]]
    return drop_empty(
        {
            **record_node("Event", document, base_url),
            "name": document["title"],
            "alternateName": document["caption"],
            "description": document["summary"],
            "startDate": document["date"]["start"],
            "endDate": document["date"]["end"],
            "location": [place(item, base_url) for item in document["places"]],
            "about": [
                *(role(item, thing(item["party"], base_url)) for item in document["parties"]),
                *(role(item, thing(item["person"], base_url, "Person")) for item in document["people"]),
            ],
            "subjectOf": [*works(document, base_url), *passages(document, base_url), *claims],
        }
    )


def claim_node(document: Document, base_url: str) -> Node:
    """A claim (document of /claims/{id}). Its first known appearance is its source, if exactly one is cited."""
    cited = works(document, base_url)
    event, whole = document["event"], document["part_of"]
    return drop_empty(
        {
            **record_node("Claim", document, base_url),
            "name": document["caption"],
            "description": document["text"],
            "text": document["statement"],
            "inLanguage": "en",
            "author": author(document, base_url),
            "about": event and {**reference("Event", event, base_url), "name": event["title"]},
            "isPartOf": whole and reference("Claim", whole, base_url),
            "citation": cited,
            "appearance": [*passages(document, base_url), *cited],
            "firstAppearance": cited[0] if len(cited) == 1 else None,
        }
    )


def dataset_node(
    document: Document, base_url: str, distributions: Iterable[Distribution] = (), places: Iterable[Document] = ()
) -> Node:
    """The dataset (document of /dataset), with its downloads and its places in brief."""
    address = base_url + urls.DATASET
    return drop_empty(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "identifier": sha256(document["digest"]),
            "name": document["title"],
            "description": document["description"],
            "version": document["version"],
            "datePublished": document["released"],
            "dateModified": document["released"],
            "license": licence_url(document["licence"]),
            "creator": {"@type": "Organization", "name": CREATOR},
            "creditText": "; ".join(f"{credit['name']} ({credit['licence']})" for credit in document["credits"]),
            "isBasedOn": article(document),
            "isAccessibleForFree": True,
            "inLanguage": "en",
            "keywords": [*document["part_of"], *KEYWORDS],
            "temporalCoverage": f"{document['first_day']}/{document['last_day']}",
            "spatialCoverage": [place(item, base_url) for item in places],
            "variableMeasured": [variable(measure) for measure in Measure],
            "distribution": [download(distribution, base_url) for distribution in distributions],
        }
    )


def record_node(type: str, document: Document, base_url: str) -> Node:
    """The members that the node of every record begins with."""
    address = base_url + document["links"]["self"]
    return {"@context": CONTEXT, "@type": type, "@id": address, "url": address, "identifier": document["id"]}


def role(participation: Document, participant: Node) -> Node:
    """The role of a party or person in an event. One that only a party asserts is attributed to that party."""
    asserted_by = participation.get("asserted_by")
    return drop_empty(
        {
            "@type": "Role",
            "roleName": participation["role"].replace("_", " "),
            "description": asserted_by
            and f"According to {asserted_by['name']}; the article does not state it in its own voice.",
            "about": participant,
        },
    )


def author(document: Document, base_url: str) -> Node | None:
    """The author of a claim: the claimant, else the speaker; None if the article names neither."""
    claimant, speaker = document["claimant"], document["speaker"]
    if claimant is None:
        return speaker and {"@type": "Organization", "name": speaker}
    return drop_empty({**thing(claimant, base_url, "Organization"), "disambiguatingDescription": speaker})


def works(document: Document, base_url: str) -> list[Node]:
    """The sources a record cites."""
    return [{**reference("CreativeWork", source, base_url), "name": source["title"]} for source in document["sources"]]


def passages(document: Document, base_url: str) -> list[Node]:
    """The passages of the article that support a record, each once."""
    addresses = {item["passage"]["id"]: item["passage"]["url"] for item in document["evidence"]}
    return [
        {"@type": "WebPageElement", "@id": base_url + urls.record("passage", id), "url": url}
        for id, url in addresses.items()
    ]


def article(document: Document) -> Node:
    """The article that the dataset covers. The hash identifies the recorded version of its text."""
    return {
        "@type": "Article",
        "@id": document["article_url"],
        "url": document["article_url"],
        "name": document["article"]["title"],
        "publisher": {"@type": "Organization", "name": document["article_publisher"]},
        "identifier": sha256(document["article_sha256"]),
    }


def variable(measure: Measure) -> Node:
    """What a figure counts."""
    return {"@type": "PropertyValue", "name": measure.value, "description": measure.meaning, "unitText": "people"}


def download(distribution: Distribution, base_url: str) -> Node:
    """A download at its address."""
    return {
        "@type": "DataDownload",
        "name": distribution.name,
        "encodingFormat": distribution.media_type,
        "contentUrl": base_url + distribution.path,
    }


def record_format(make_node: Callable[[Document, str], Node]) -> Format:
    """The format of records that are each a node of their own."""

    def encode(documents: Iterable[Document], info: DocumentInfo) -> Iterator[str]:
        return (dump(make_node(document, info.base_url)) for document in documents)

    return Format("jsonld", MEDIA_TYPE, "for search engines and linked data", encode, lists=False, records=True)


EVENT_LD, CLAIM_LD = record_format(event_node), record_format(claim_node)
