"""The changelog of the dataset: what differs between two seeds, and drafts of its entries."""
