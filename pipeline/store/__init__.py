"""What is kept by its hash: raw bytes as they came, and batches of rows as Parquet."""
