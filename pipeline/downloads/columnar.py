"""Writer of Parquet files, with the types of the answer."""

from typing import IO

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from pipeline.downloads.answer import Rows
from pipeline.errors import QueryRefused
from pipeline.json_encoding import distinct


def write_columnar(rows: Rows, file: IO[bytes]) -> None:
    """Write all rows. Text is unchanged, because Parquet has typed text columns.

    Raises:
        QueryRefused: a column has a type that Parquet lacks.
    """
    names = distinct(rows.schema.names)
    schema = pa.schema(
        [field.with_name(name) for field, name in zip(rows.schema, names, strict=True)]
    )
    try:
        with ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in rows.batches():
                writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
    except pa.ArrowNotImplementedError as error:
        raise QueryRefused(
            f"Parquet has no such type: cast the column to VARCHAR ({error})"
        ) from error
