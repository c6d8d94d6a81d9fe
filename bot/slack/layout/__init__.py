"""What every message is made of: sentences, parts, safe text, and Slack's limits."""
