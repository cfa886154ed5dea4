"""The tools as a server of the Model Context Protocol (MCP) over standard input and output.

Only this module needs the SDK, the package `mcp`. The SDK drops a line that is not JSON, or has half of a surrogate
pair in it, without an answer or a line in the log.
"""

import logging
import logging.config
import signal
from typing import Any

import anyio
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server

from app import logs
from app.errors import ApiError, Internal
from app.formats.json_format import loads
from app.formats.llms import heading
from app.language_tools.tools import TOOLS, Tool, call, error_text
from app.settings import SOFTWARE, Settings
from app.store import DatasetStore

log = logging.getLogger(__name__)
READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
READING = (
    "“Not stated” marks what the article does not say; “inferred” marks an inference of ours, not a statement of the "
    "article."
)
ADVICE = (
    "Every answer is text to quote from: each figure stands with whoever gives it, and each record has a link to its "
    "page, which ends with its id. Begin with `list_events`, `who_says_what` or `search`."
)


def run(settings: Settings) -> None:
    """Serve the database of these settings until standard input ends. Raises NotReady if it cannot be read."""
    logging.config.dictConfig(logs.configuration("text"))  # to standard error: standard output is the protocol's
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # else Ctrl+C would wait for a line that a thread is reading
    store = DatasetStore(settings)
    try:
        anyio.run(serve, tool_server(store))
    finally:
        store.close()


async def serve(server: Server[Any]) -> None:
    """Answer what comes from standard input."""
    async with stdio_server() as (requests, answers):
        await server.run(requests, answers, server.create_initialization_options())


def tool_server(store: DatasetStore) -> Server[Any]:
    """The server of all tools over this store. Raises NotReady if there is no dataset to describe."""

    async def list_tools(
        context: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[declaration(tool) for tool in TOOLS.values()])

    async def call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        try:
            return result(await call(store, params.name, params.arguments or {}))
        except ApiError as error:
            return result(error_text(error), is_error=True)
        except Exception:
            log.exception("The tool %s failed.", params.name)
            return result(Internal("The tool failed; the log of the server says why.").detail, is_error=True)

    dataset = loads(store.current().dataset.document)
    return Server(
        "skirmishes",
        version=SOFTWARE,
        title=dataset["title"],
        description=dataset["description"],
        instructions="\n\n".join([*heading(dataset, READING), ADVICE]),
        website_url=store.base_url,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def declaration(tool: Tool) -> types.Tool:
    """A tool as clients are told of it."""
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema,
        annotations=READ_ONLY,
    )


def result(text: str, *, is_error: bool = False) -> types.CallToolResult:
    """An answer, or a message that says what was wrong with the call."""
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=is_error)
