"""A draft's live room: who is in it, what they write, and the one way it is taken, stored and passed on."""
