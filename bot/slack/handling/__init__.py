"""What is done with each thing that comes from Slack."""
