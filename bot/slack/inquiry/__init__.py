"""What somebody in Slack wants looked up, and how a button carries it."""
