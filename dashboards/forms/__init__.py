"""What a view reads from the query string; a wrong value gets a message at its field and the default view."""
