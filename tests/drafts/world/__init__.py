"""A small world for rooms: their own code over a log, a broker and a network made here, in a time of its own."""
