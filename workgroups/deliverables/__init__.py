"""Reports: assemble, build, sign off, release; and the library of what is published."""
