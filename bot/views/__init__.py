"""What is made of many claims: positions, comparisons, timelines, issues, sources."""
