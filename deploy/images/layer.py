#!/usr/bin/env python3
"""layer.py BASE LAYER PACKAGE...: copies the files of Debian packages from the system in BASE into the folder LAYER.

No maintainer script, documentation or list of apt comes along, and no file keeps a right to become another user. What the
packages are stays readable: a stanza each in var/lib/dpkg/status.d, and their licences. Prints the time of the newest file.
"""
import os
import pathlib
import re
import shutil
import stat
import sys

MERGED = ("/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin")
LEFT_OUT = re.compile(r"/usr/share/(bug|doc-base|gcc|gdb|info|lintian|locale|man|pkgconfig)(/|$)|/usr/share/doc/[^/]+/.")
LICENCE = re.compile(r"/usr/share/doc/[^/]+/copyright$")
# What maintainer scripts made, by the package that they belong to.
MADE = {"fontconfig-config": ["/etc/fonts/conf.d"]}


def merged(path):
    return "/usr" + path if path.startswith(tuple(folder + "/" for folder in MERGED)) else path


def stanzas(base):
    text = (base / "var/lib/dpkg/status").read_text(encoding="utf-8")
    return {re.search(r"^Package: (\S+)", stanza, re.M).group(1): stanza.strip() + "\n"
            for stanza in text.split("\n\n") if stanza.strip()}


def files(base, package):
    info = base / "var/lib/dpkg/info"
    lists = [info / f"{package}.list", *info.glob(f"{package}:*.list")]
    found = next((file for file in lists if file.exists()), None)
    if found is None:
        sys.exit(f"layer: {package} is not installed in {base}")
    listed = found.read_text(encoding="utf-8").splitlines()
    for folder in MADE.get(package, []):
        listed += [folder + "/" + name for name in sorted(os.listdir(str(base) + folder))]
    return [merged(path) for path in listed if path not in ("/.", *MERGED)]


def copy(base, layer, path):
    """Returns the file's time; that of folders and links is the time of the installation."""
    source, target = pathlib.Path(str(base) + path), pathlib.Path(str(layer) + path)
    mode = source.lstat().st_mode
    if stat.S_ISDIR(mode):
        target.mkdir(parents=True, exist_ok=True)
        target.chmod(stat.S_IMODE(mode) & ~(stat.S_ISUID | stat.S_ISGID))
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    if stat.S_ISLNK(mode):
        if not target.is_symlink():
            target.symlink_to(os.readlink(source))
        return 0
    shutil.copy2(source, target)
    target.chmod(stat.S_IMODE(mode) & ~(stat.S_ISUID | stat.S_ISGID))
    return int(source.stat().st_mtime)


def main():
    base, layer = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    known = stanzas(base)
    newest = 0
    for package in sys.argv[3:]:
        if package == "base-files":
            for folder in MERGED:
                if os.path.islink(str(base) + folder):
                    (layer / folder[1:]).symlink_to("usr" + folder)
        for path in files(base, package):
            if not LEFT_OUT.match(path) or LICENCE.match(path):
                newest = max(newest, copy(base, layer, path))
        status = layer / "var/lib/dpkg/status.d" / package
        status.parent.mkdir(parents=True, exist_ok=True)
        status.write_text(known[package], encoding="utf-8")
    print(newest)


if __name__ == "__main__":
    main()
