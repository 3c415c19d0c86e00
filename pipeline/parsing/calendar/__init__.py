"""Days and terms as letters state them, with the day that each means."""
