"""Pictures as responses. They are drawn in a process of their own, since the renderer stops all other threads."""

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after
from anyio.lowlevel import RunVar
from anyio.to_process import run_sync
from starlette.responses import Response

from app.errors import Busy
from app.pages.rasterizer import to_png

MAX_WAITING = 32  # pictures that may wait for the process; a request for one more is refused
SECONDS = 20.0  # that a request waits for its picture; one takes about half a second
limiter = RunVar[CapacityLimiter]("limiter")  # one for each event loop


async def picture_response(svg: str, width: int) -> Response:
    """A drawing as PNG, `width` pixels wide. Raises Busy if too many pictures are waiting, or drawing it failed."""
    one_process = limiter.get(None)
    if one_process is None:
        one_process = CapacityLimiter(1)
        limiter.set(one_process)
    if one_process.statistics().tasks_waiting >= MAX_WAITING:
        raise Busy
    try:
        with fail_after(SECONDS):
            picture = await run_sync(to_png, svg, width, cancellable=True, limiter=one_process)
    except (TimeoutError, BrokenWorkerProcess) as error:
        raise Busy from error
    return Response(picture, media_type="image/png")


def svg_response(svg: str) -> Response:
    """A drawing as SVG, which may stand on any site."""
    return Response(svg, media_type="image/svg+xml")
