"""The auditor's workbench: pages over the corpus, served to a browser on her own machine."""
