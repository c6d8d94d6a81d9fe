"""What everything stands on: errors, JSON and arguments from outside, ids, time, the feed and the journal."""
