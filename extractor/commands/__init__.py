"""The commands, a module for each family: thin functions that call the rooms below and print."""
