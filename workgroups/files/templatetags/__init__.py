"""What templates ask of the store of files."""
