"""What questions are about, a family a file."""
