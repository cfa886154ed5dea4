"""Pictures as responses. They are drawn in a process of their own, since the renderer stops all other threads."""

import logging
from collections import OrderedDict
from hashlib import sha256

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after
from anyio.lowlevel import RunVar
from anyio.to_process import run_sync
from starlette.responses import Response

from app.errors import Busy
from app.pages.page import FRESH
from app.pages.rasterizer import to_png

MAX_WAITING = 60  # pictures that may wait for the process; a request for one more is refused
MAX_KEPT = 64  # pictures, of some 50 kB each
SECONDS = 20.0  # that a request waits for its picture; one takes about a tenth of a second
HEADERS = {
    "Cache-Control": FRESH,
    "Content-Security-Policy": "default-src 'none'",  # a drawing may stand in a frame
    "X-Robots-Tag": "noindex, indexifembedded",
}
log = logging.getLogger("app")


class Renderer:
    """Draws one picture after the other, and keeps the last ones by what they show: addresses may have any query."""

    def __init__(self) -> None:
        self.limiter = CapacityLimiter(1)
        self.kept: OrderedDict[bytes, bytes] = OrderedDict()  # by digest of drawing and width

    def check(self) -> None:
        """Raise Busy if too many pictures are waiting."""
        if self.limiter.statistics().tasks_waiting >= MAX_WAITING:
            raise Busy("Too many pictures are waiting to be drawn.")

    async def draw(self, svg: str, width: int) -> bytes:
        """The picture of a drawing. Raises Busy if it cannot be drawn in time."""
        digest = sha256(f"{width} {svg}".encode()).digest()
        if digest not in self.kept:
            self.check()
            try:
                with fail_after(SECONDS):
                    async with self.limiter:
                        picture = self.kept.get(digest) or await draw_in_process(
                            svg, width
                        )  # another request may have drawn it
            except (TimeoutError, BrokenWorkerProcess) as error:
                log.warning("A picture could not be drawn: %r", error)
                raise Busy("The picture could not be drawn in time.") from error
            self.kept[digest] = picture
            while len(self.kept) > MAX_KEPT:
                self.kept.popitem(last=False)
        self.kept.move_to_end(digest)
        return self.kept[digest]


renderers = RunVar[Renderer]("renderers")  # one for each event loop


def renderer() -> Renderer:
    """The renderer of this event loop."""
    try:
        return renderers.get()
    except LookupError:
        renderers.set(Renderer())
        return renderers.get()


async def draw_in_process(svg: str, width: int) -> bytes:
    """Draw in the process, or in a new one if it has ended."""
    try:
        return await run_sync(to_png, svg, width, cancellable=True)
    except BrokenWorkerProcess:
        return await run_sync(to_png, svg, width, cancellable=True)


async def picture_response(svg: str, width: int) -> Response:
    """A drawing as PNG, `width` pixels wide. Raises Busy if too many are waiting, or it cannot be drawn in time."""
    return Response(await renderer().draw(svg, width), media_type="image/png", headers=HEADERS)


def drawing_response(svg: str) -> Response:
    """A drawing as SVG."""
    return Response(svg, media_type="image/svg+xml", headers=HEADERS)
