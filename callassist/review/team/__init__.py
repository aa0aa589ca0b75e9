"""How a team's calls went: figures from many calls, without ranking anybody."""

from callassist.review.team.as_json import team_json
from callassist.review.team.report import TeamReport, team_report

__all__ = ["TeamReport", "team_json", "team_report"]
