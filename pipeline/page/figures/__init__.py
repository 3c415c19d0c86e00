"""Pages of figures: their rows, their charts and the graph of citations."""
