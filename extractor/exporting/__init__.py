"""What is taken out of the corpus: workbooks, tables for other programs, reports in Word."""
