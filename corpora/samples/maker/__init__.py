"""Makes the sample plans and their expected records from the sources beside it."""
