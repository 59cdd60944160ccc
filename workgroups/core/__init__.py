"""The ground floor: errors, clock, ids, text, slots; knows no domain."""
