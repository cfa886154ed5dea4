"""Questions about records of any kind, by their address: shared by passages, discrepancies and changes."""

from app import addresses
from app.queries.rules import Records

RECORD = "Addresses of records without the first slash, as in `events/kerman-bombings`; repeat for OR."
EXAMPLE = ["events/kerman-bombings"]
ANY = Records(tuple(addresses.COLLECTIONS), ("dataset",))
ANY_EVER = Records(tuple(addresses.COLLECTIONS), ("dataset",), changed=True)
