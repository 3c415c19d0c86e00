"""Days and deadlines as letters state them, with the day that each means."""
