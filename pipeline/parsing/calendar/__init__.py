"""Days and deadlines in letters, with the date that each means."""
