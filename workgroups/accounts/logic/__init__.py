"""What a copy of somebody's data says, as plain values."""
