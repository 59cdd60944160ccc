"""The child process that sets one report: limits first, then no network, then Typst; run by path, never imported."""

import ctypes
import json
import os
import resource
import sys
from typing import cast

CLONE_NEWNS_USER_NET = 0x10000000 | 0x40000000  # CLONE_NEWUSER | CLONE_NEWNET, linux/sched.h
PR_SET_NO_NEW_PRIVS = 38


def limit(memory: int, seconds: int, output: int) -> None:
    """Hard limits of this process; the kernel enforces them whatever the library does."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def leave_network() -> bool:
    """Step into an empty network namespace; False where the kernel does not let us."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.unshare(CLONE_NEWNS_USER_NET) == 0)


def main(folder: str, fonts: str, memory: str, seconds: str, output: str) -> None:
    limit(int(memory), int(seconds), int(output))
    isolated = leave_network()
    import typst

    compiler = typst.Compiler(
        f"{folder}/report.typ",
        root=folder,
        font_paths=[fonts],
        ignore_system_fonts=True,
        package_path=f"{folder}/none",
        package_cache_path=f"{folder}/none",
    )
    answer: dict[str, object] = {"isolated": isolated}
    try:
        data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
        with open(f"{folder}/report.pdf", "wb") as target:  # noqa: PTH123  (pathlib costs an import here)
            target.write(cast("bytes", data))
        answer["warnings"] = [str(warning) for warning in warnings]
    except typst.TypstError as fault:
        answer["fault"] = str(fault)[:2000]
    print(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:6])
