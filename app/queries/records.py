"""Questions about records of any kind, by their address: shared by passages, discrepancies and changes."""

from app.models import TABLES
from app.queries.engine.conditions import Records

RECORD = "Addresses of records without the first slash, as in `events/kerman-bombings`; repeat for OR."
EXAMPLE = ["events/kerman-bombings"]
ANY = Records(tuple(TABLES), ("dataset",))
ANY_EVER = Records(tuple(TABLES), ("dataset",), changed=True)
