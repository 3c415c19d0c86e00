"""Storage by hash: raw bytes, and batches of rows as Parquet."""
