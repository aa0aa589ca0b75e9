"""The team window: how a team's calls went, week by week, and by person only with consent."""
