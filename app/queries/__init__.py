"""What can be asked of each list: one query model a resource, and the engine that answers it with SQL."""
