"""The sockets of open pages: each page's own, the hub that serves all of a process, the bell that wakes the hub."""
