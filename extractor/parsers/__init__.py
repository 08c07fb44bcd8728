"""Files of every supported format read into PlanText; chosen by content, not by name."""
