"""What stands between a draft and a reader: a proposal becomes a claim here, or is dropped."""
