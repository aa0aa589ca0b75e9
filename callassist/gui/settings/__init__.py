"""The settings window: pages made from one table of settings, each change kept at once."""
