"""Tools that the tests and their authors use; they are no tests."""
