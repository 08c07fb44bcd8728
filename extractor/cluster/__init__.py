"""Beyond one machine: files read on a cluster by Ray, what was read as Parquet, and the ways out of that."""
