"""How Slack is reached, and reaches the bot."""
