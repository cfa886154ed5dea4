"""The tools: search, resolve, a list and a record of each kind, and who says what. Each is made from the registry."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from sqlalchemy import Connection

from app import urls
from app.errors import ApiError, Fault, NotFound, shortened
from app.formats.format import DocumentInfo
from app.formats.json_format import credit_lines, loads
from app.formats.markdown import escape, escape_line, link, section
from app.language_tools.arguments import input_schema, parse_arguments
from app.language_tools.texts import claim_line, discrepancy_line, line, record_text
from app.models import Dataset
from app.queries.engine.get import get_document
from app.queries.engine.paginate import FetchedPage, fetch_page
from app.queries.engine.statements import look_up
from app.queries.engine.suggestions import did_you_mean, nearest
from app.queries.listing import PagedQuery
from app.queries.lookups import ResolveQuery, SearchQuery
from app.queries.parameters import Text
from app.queries.search_notices import search_notices
from app.records import RECORDS
from app.resources import RESOURCES, Resource
from app.routers import lookups
from app.schemas.claims import CAUTION
from app.schemas.events import EventFull
from app.schemas.lookups import Matrix, MatrixAnswer
from app.store import DatasetStore, Snapshot
from app.vocabulary import RecordKind

Document = dict[str, Any]
Blocks = Iterator[str]
LINK_PARTS = re.compile("[/#]")  # that stand before an id: a change is linked to as a row of its page


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool: `answer` yields the paragraphs that answer a query, from one snapshot of the dataset."""

    name: str
    title: str
    description: str
    query: type[BaseModel]
    example: Mapping[str, Any]  # arguments that the documentation shows
    answer: Callable[[Snapshot, Any, DocumentInfo], Blocks]

    @cached_property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments, with an example."""
        return input_schema(self.query) | {"examples": [dict(self.example)]}


def find(name: str) -> Tool:
    """The tool with this name. Raises NotFound with the nearest names."""
    if name in TOOLS:
        return TOOLS[name]
    choices = nearest(name, list(TOOLS))
    message = f'There is no tool "{shortened(name)}".{did_you_mean(choices)}'
    raise NotFound(message, [Fault(parameter="name", value=shortened(name), message=message, nearest=choices)])


async def call(store: DatasetStore, name: str, arguments: Mapping[str, Any]) -> str:
    """What a tool answers, as Markdown. Raises an ApiError, as the endpoints do."""
    tool = find(name)
    query = parse_arguments(tool.query, arguments)

    def answer() -> str:
        with store.snapshot() as snapshot:
            blocks = [*tool.answer(snapshot, query, page_info(store, snapshot.dataset)), credit(snapshot.dataset)]
        return "\n\n".join(block for block in blocks if block)

    return await store.run(answer, query)


def error_text(error: ApiError) -> str:
    """The messages of an error, in the words of the API: each names the value, and the nearest valid ones."""
    return "\n".join(fault.message for fault in error.errors) or error.detail


def page_info(store: DatasetStore, dataset: Dataset) -> DocumentInfo:
    """What the texts say about the dataset. Their links lead to pages, all of which stand below one address."""
    base = store.base_url + urls.VIEW
    return DocumentInfo(
        title=dataset.title,
        url=base,
        base_url=base,
        dataset=dataset.title,
        version=dataset.version,
        released=dataset.released,
        licence=dataset.licence,
    )


def credit(dataset: Dataset) -> str:
    """The line that ends every answer: what to credit, and the version."""
    return escape_line(f"Credit: {credit_lines(dataset, loads(dataset.document))['credit']}.")


def list_records(snapshot: Snapshot, query: PagedQuery, info: DocumentInfo, resource: Resource) -> Blocks:
    """A page of the records that match, a line each."""
    page = fetch_page(snapshot.connection, query, snapshot.dataset, restart=info.base_url)
    lines = [line(loads(text), info) for text in page.documents]
    yield from page_blocks(snapshot, query, page, lines, resource.caution)


def search(snapshot: Snapshot, query: SearchQuery, info: DocumentInfo) -> Blocks:
    """A page of the records that match, in the lines that their lists have: a hit's own title may lack the claimant."""
    page = fetch_page(snapshot.connection, query, snapshot.dataset, restart=info.base_url)
    hits = [loads(text) for text in page.documents]
    found = brief_documents(snapshot.connection, [(hit["kind"], hit["id"]) for hit in hits])
    yield from page_blocks(snapshot, query, page, [line(document, info) for document in found], CAUTION)


def page_blocks(
    snapshot: Snapshot, query: PagedQuery, page: FetchedPage, lines: Sequence[str], caution: str | None
) -> Blocks:
    """How many match, the lines, what there is to note, and where the next page begins."""
    yield f"{count_text(query, page)} {caution or ''}".strip() if lines else count_text(query, page)
    yield "\n".join(f"- {text}" for text in lines)
    notices = search_notices(snapshot.connection, query, snapshot.dataset, found=bool(lines))
    yield "\n".join(f"Note: {escape(notice)}" for notice in [*page.notices, *notices])
    if page.cursor is not None:
        yield f"For the next page, give the same arguments and `cursor`: {page.cursor}"


def count_text(query: PagedQuery, page: FetchedPage) -> str:
    """How many records match and, if they are not all on this page, how many of them are."""
    count = "1 record matches" if page.total == 1 else f"{page.total or 'No'} records match"
    if not (query.cursor or page.cursor):
        return f"{count}."
    shown = len(page.documents)
    which = f"{shown} of them" if query.cursor else f"the first {shown}" if shown > 1 else "the first"
    return f"{count}; {which} {'follow' if shown > 1 else 'follows'}."


def resolve(snapshot: Snapshot, query: ResolveQuery, info: DocumentInfo) -> Blocks:
    """The records with this name, and their spellings."""
    records, hint = lookups.resolve_name(snapshot.connection, query.q)
    for record in records:
        heading = link(record["name"], info.absolute(record["href"]))
        spellings = "; ".join(name["name"] for name in record["names"])
        yield f"{heading}: {record['kind']}, id `{record['id']}`. All spellings: {escape(spellings)}."
    yield escape(hint)


def get_record(snapshot: Snapshot, query: Any, info: DocumentInfo, resource: Resource) -> Blocks:
    """A record in full, the records that it is about, and the discrepancies of it and its claims."""
    document = loads(full_document(snapshot.connection, resource.kind, query.id))
    related = [*document.get("supports", ()), *document.get("records", ())]
    pairs = [(item["kind"], item["id"]) for item in related if item["kind"] in RECORDS]
    differing = discrepancies(snapshot.connection, [document, *document.get("claims", ())])
    yield record_text(document, info, brief_documents(snapshot.connection, pairs), differing)


def who_says_what(snapshot: Snapshot, query: Any, info: DocumentInfo) -> Blocks:
    """The claims about an event, by question, each with their discrepancies. Rows are never added up."""
    text = full_document(snapshot.connection, RecordKind.EVENT, query.id)
    event = loads(text)
    claims = {claim["links"]["self"]: claim for claim in event["claims"]}
    kind = RecordKind.STRIKE if event["strike"] else RecordKind.EVENT
    compared = info.absolute(urls.matrix_page(kind, event["id"]).removeprefix(urls.VIEW))
    yield f"Who says what about {link(event['caption'], compared)}. {CAUTION}"
    for question in Matrix.from_claims(EventFull.model_validate_json(text).claims).questions:
        answers = [claims[answer.claim] for answer in question.answers]
        heading = escape_line(question.question.capitalize())
        yield "\n\n".join(section(heading, [f"- {claim_line(claim, info)}" for claim in answers]))
        differing = [f"- {discrepancy_line(item, info)}" for item in discrepancies(snapshot.connection, answers)]
        yield "\n".join(["Where they differ or leave questions open:", *differing] if differing else [])
    if not event["claims"]:
        yield "The article has no claim about it."


def full_document(connection: Connection, kind: RecordKind, id: str) -> str:
    """The full document of a record. Raises Removed, or NotFound, which names the tool that has the id if one does."""
    table = RECORDS[kind].table
    try:
        return get_document(connection, table, id, table.full)
    except NotFound as error:
        if kinds := kinds_with(connection, id):
            raise of_another_kind(kind, id, kinds) from error
        raise


def kinds_with(connection: Connection, id: str) -> list[RecordKind]:
    """The kinds of record of which one has this id."""
    tables = {kind: record.table for kind, record in RECORDS.items()}
    return [kind for kind, table in tables.items() if look_up(connection, table.id, table.id, id) is not None]


def of_another_kind(kind: RecordKind, id: str, kinds: Sequence[RecordKind]) -> NotFound:
    """The error of an id that only records of other kinds have: an event has the id of its strike, if it is one."""
    lists = " and ".join(other.collection for other in kinds)
    names = [f"get_{other}" for other in kinds]
    message = f'There is no "{id}" in {kind.collection}. It is an id in {lists}: use {" or ".join(names)}.'
    return NotFound(message, [Fault(parameter="id", value=id, message=message, nearest=names)])


def discrepancies(connection: Connection, documents: Sequence[Document]) -> list[Document]:
    """The discrepancies of these records, each once, as their list has them."""
    links = (item for document in documents for item in document.get("discrepancies", ()))
    return brief_documents(connection, [(RecordKind.DISCREPANCY, item["id"]) for item in links])


def brief_documents(connection: Connection, pairs: Sequence[tuple[str, str]]) -> list[Document]:
    """The documents of these records, by kind and id, as their lists have them."""
    tables = [(RECORDS[RecordKind(kind)].table, id) for kind, id in dict.fromkeys(pairs)]
    return [loads(get_document(connection, table, id, table.brief)) for table, id in tables]


def end_of_link(text: str) -> str:
    """The id at the end of a link to a record, as answers have them; any other text as an id is spelled."""
    return LINK_PARTS.split(text.strip().rstrip("/"))[-1].lower()


def id_query(noun: str, example: str) -> type[BaseModel]:
    """The arguments of a tool that takes an id."""
    description = f"Id of the {noun}: the end of its link in other answers, or that link."
    field = Field(description=description, examples=[example])
    config = ConfigDict(extra="forbid", frozen=True)
    id_or_link = Annotated[Text, BeforeValidator(end_of_link)]
    return create_model(f"{noun.title().replace(' ', '')}Id", __config__=config, id=(id_or_link, field))


def list_tool(resource: Resource) -> Tool:
    """The tool that lists the records of a kind."""
    return Tool(
        name=f"list_{resource.name}",
        title=f"List {resource.name}",
        description=f"{resource.description} Without arguments, lists them all, a page at a time.",
        query=resource.query,
        example={"limit": 20},
        answer=partial(list_records, resource=resource),
    )


def get_tool(resource: Resource) -> Tool:
    """The tool that answers with one record."""
    return Tool(
        name=f"get_{resource.kind}",
        title=f"Get one {resource.kind}",
        description=inspect.getdoc(resource.full) or "",
        query=id_query(resource.kind, resource.example),
        example={"id": resource.example},
        answer=partial(get_record, resource=resource),
    )


STRIKE = next(resource.example for resource in RESOURCES if resource.kind == RecordKind.STRIKE)
TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            name="search",
            title="Search everything",
            description=inspect.getdoc(lookups.search) or "",
            query=SearchQuery,
            example={"q": "ambassador"},
            answer=search,
        ),
        Tool(
            name="resolve",
            title="Find the record for a name",
            description=inspect.getdoc(lookups.resolve) or "",
            query=ResolveQuery,
            example={"q": "Baluch Liberation Army"},
            answer=resolve,
        ),
        Tool(
            name="who_says_what",
            title="Compare who says what",
            description=f"{inspect.getdoc(MatrixAnswer)} A strike has the id of its event.",
            query=id_query("event or strike", STRIKE),
            example={"id": STRIKE},
            answer=who_says_what,
        ),
        *(list_tool(resource) for resource in RESOURCES),
        *(get_tool(resource) for resource in RESOURCES),
    )
}
