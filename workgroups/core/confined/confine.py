"""How a child process binds its own hands before it touches a document; imported by path, needs nothing but Python."""

import ctypes
import os
import resource

CLONE_NEWNS = 0x00020000  # linux/sched.h
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_NO_NEW_PRIVS = 38


def limit(memory: int, seconds: int, output: int) -> None:
    """Hard limits of this process; the kernel enforces them whatever a library does."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def leave_network() -> bool:
    """Step into an empty network namespace; False where the kernel does not let us."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) == 0)


def see_only(folder: str) -> bool:
    """Make a folder the whole file system of this process; False where the kernel does not let us."""
    try:
        os.chroot(folder)
        os.chdir("/")
    except OSError:
        return False
    return True
