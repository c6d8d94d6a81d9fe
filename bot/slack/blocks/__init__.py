"""Answers and reports as Slack shows them: in messages and in windows."""
