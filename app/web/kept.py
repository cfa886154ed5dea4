"""Kept answers: by what was asked, within a bound in bytes; those not asked for longest are let go."""

from collections import OrderedDict

from app.web.responses import Answer

Key = tuple[bytes, bytes, str]  # raw path, raw query, content coding
SHARE = 8  # an answer that would take more than this part of all there is room for is not kept


class Kept(OrderedDict[Key, Answer]):
    """The answers in memory, the latest asked for last."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__()
        self.most_bytes = most_bytes
        self.bytes = 0

    def keep(self, key: Key, made: Answer) -> None:
        """Keep an answer that may be kept, unless it would take the room of too many others."""
        if not made.keep or made.size * SHARE > self.most_bytes:
            return
        if (before := self.pop(key, None)) is not None:
            self.bytes -= before.size
        self[key] = made
        self.bytes += made.size
        while self.bytes > self.most_bytes:
            _, oldest = self.popitem(last=False)
            self.bytes -= oldest.size

    def forget(self) -> None:
        """Let all of them go."""
        self.clear()
        self.bytes = 0
