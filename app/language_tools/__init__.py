"""Tools for language models (Model Context Protocol): the record in sentences, none of which has a figure alone."""
