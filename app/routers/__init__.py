"""THE ADDRESSES: collections, lookups, problems and health."""
