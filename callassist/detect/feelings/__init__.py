"""How the customer feels, and how the agent meets it: warmth, tone, manners, quarrels."""
