"""Rivals: those from npm are installed beside the build and nowhere else, those of Debian on the machine."""
import os
import pathlib
import shutil
import subprocess

from pairs import NotMeasured

SOURCE = pathlib.Path(__file__).parent / "rivals"
NPMRC = pathlib.Path(__file__).parents[2] / ".npmrc"


def install(folder, allowed):
    """The folder with the rivals of the lock file. NotMeasured when they cannot be installed."""
    lock = SOURCE / "package-lock.json"
    installed = folder / "installed.json"
    if not (installed.exists() and installed.read_bytes() == lock.read_bytes()):
        if not allowed:
            raise NotMeasured("the rivals from npm are not installed, and are not to be")
        folder.mkdir(parents=True, exist_ok=True)
        for file in (SOURCE / "package.json", lock, NPMRC):
            shutil.copy(file, folder)
        try:
            subprocess.run(["npm", "ci", "--loglevel=error"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotMeasured(f"npm cannot install the rivals: {error}") from error
        shutil.copy(lock, installed)
    for script in SOURCE.glob("*.mjs"):
        shutil.copy(script, folder)
    return folder


def install_package(package, allowed):
    """A package of Debian. NotMeasured when it cannot be installed."""
    found = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True, check=False)
    if found.stdout == b"installed":
        return
    if not allowed:
        raise NotMeasured(f"Debian's {package} is not installed, and is not to be")
    if os.geteuid() != 0:
        raise NotMeasured(f"want Debian's {package}: as root, run: apt-get install {package}")
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    try:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotMeasured(f"Debian's {package} cannot be installed: {error}") from error
