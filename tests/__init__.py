"""Tests: sentences and tables about behaviour, through real servers, real files and real SQL."""
