"""What is done by saying something, for or against."""
