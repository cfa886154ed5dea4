"""Casualty figures of a strike as pages, embeds and cards show them: whole claims only, in one order."""

from typing import Any

Document = dict[str, Any]
FIRST_PARTS = ("text", "quotation", "summary_table", "headline")  # of claims whose claimant is not named


def casualty_claims(strike: Document) -> list[Document]:
    """The claims about those killed and wounded, without parts of others: those of named parties first."""
    claims = [claim for claim in strike["claims"] if claim["measure"] and not claim["part_of"]]
    return sorted(claims, key=lambda claim: (claim["claimant"] is None, FIRST_PARTS.index(claim["stated_in"])))


def figures_caption(strike: Document) -> str:
    """What stands above them, with a note on figures that nobody gives."""
    missing = [
        f" {word}: no figure given."
        for word, figures in (("Killed", strike["killed_claimed"]), ("Injured", strike["injured_claimed"]))
        if not figures
    ]
    return f"Who gives which figure. Claims are not combined.{''.join(missing)}"
