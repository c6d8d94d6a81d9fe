"""What a running process needs around the work: to be seen, to be reached, to keep its files to itself."""
