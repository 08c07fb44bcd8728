"""Many files read side by side: worker processes, limits, resume."""
