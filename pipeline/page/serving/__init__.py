"""Serving of pages: servers, snapshots of the warehouse, queue of queries, caching, health."""
