"""Response models. Lists answer the Brief of each record, a record's own address the Full."""
