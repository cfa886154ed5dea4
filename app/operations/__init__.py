"""What operators need besides the service itself: starting it, checking it and scraping its metrics."""
