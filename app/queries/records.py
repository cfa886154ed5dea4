"""Questions about records of any kind, by their address: shared by passages, discrepancies and changes."""

from app import urls
from app.queries.engine.conditions import Records

RECORD = "Addresses of records without the first slash, as in `events/kerman-bombings`; repeat for OR."
EXAMPLE = ["events/kerman-bombings"]
ANY = Records(tuple(urls.COLLECTIONS), ("dataset",))
ANY_EVER = Records(tuple(urls.COLLECTIONS), ("dataset",), changed=True)
