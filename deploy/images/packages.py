#!/usr/bin/env python3
"""Which Debian packages each image holds: those whose shared libraries its program loads, with what these depend on.

packages.txt keeps the answer as "LAYER PACKAGE" lines: `every` lies below all images, `suite` below those of the C++
programs, and the rest in the image of one program. Without an option the list is compared with what the programs load now.
"""
import argparse
import collections
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
KEPT = HERE / "packages.txt"
SUITE = ("nianbao", "nianbao-aggregation", "nianbao-document", "nianbao-submission", "nianbao-validation")
GATEWAY = "nianbao-gateway"
# What no library leads to: who the system is, and the characters of PDF files in Chinese.
DATA = {"every": ["base-files"], "nianbao": ["poppler-data"], "nianbao-document": ["poppler-data"]}
# Asks questions during an installation, of which an image has none.
NEEDED_BY_INSTALLATIONS_ALONE = {"debconf"}


def shared_libraries(program):
    loader = subprocess.run(["ldd", program], stdout=subprocess.PIPE, check=True, text=True)
    missing = re.findall(r"(\S+) => not found", loader.stdout)
    if missing:
        sys.exit(f"packages: {program}: not found: {', '.join(missing)}")
    return {os.path.realpath(path) for path in re.findall(r"(?:=> )?(/\S+) \(0x", loader.stdout)}


def package_of(file, known={}):
    if file not in known:
        # A package may name the file as it was before /lib became /usr/lib.
        for path in (file, file.removeprefix("/usr")):
            found = subprocess.run(["dpkg-query", "-S", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   check=False, text=True)
            if found.returncode == 0:
                known[file] = found.stdout.split(":")[0]
                break
        else:
            sys.exit(f"packages: {file} belongs to no Debian package")
    return known[file]


def dependencies():
    """Of each installed package: the packages it depends on, of alternatives the one that is there."""
    installed = subprocess.run(["dpkg-query", "-W", "-f", "${Package}\t${Depends}\n"], stdout=subprocess.PIPE,
                               check=True, text=True)
    depends = dict(line.split("\t") for line in installed.stdout.splitlines())
    result = {}
    for package, text in depends.items():
        names = [[re.sub(r"[ :(].*", "", name.strip()) for name in choice.split("|")]
                 for choice in text.split(",") if choice.strip()]
        result[package] = {next((name for name in choice if name in depends), choice[0]) for choice in names}
    return result


def with_dependencies(packages, depends):
    todo, result = list(packages), set(packages)
    while todo:
        for package in depends[todo.pop()] - result - NEEDED_BY_INSTALLATIONS_ALONE:
            if package in depends:
                result.add(package)
                todo.append(package)
    return result


def layers(programs):
    """programs: path of each program by the name of its image. The packages by layer."""
    depends = dependencies()
    needs = {name: with_dependencies({package_of(file) for file in shared_libraries(path)}, depends)
             for name, path in programs.items()}
    every = set.intersection(*needs.values())
    wanted = collections.Counter(package for name in SUITE for package in needs[name])
    # What most of the programs need is kept once rather than in each image.
    suite = {package for package, count in wanted.items() if 2 * count > len(SUITE)} - every
    result = {"every": every, "suite": suite}
    for name in programs:
        result[name] = needs[name] - every - (suite if name in SUITE else set())
    for layer, packages in DATA.items():
        result[layer] = result[layer] | set(packages)
    return result


def kept():
    result = collections.defaultdict(list)
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            layer, package = line.split()
            result[layer].append(package)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, help="folder of the programs")
    parser.add_argument("--node", type=pathlib.Path, help="Node.js, which runs the gateway")
    parser.add_argument("--layer", help="prints the kept packages of a layer; of all of them: all")
    parser.add_argument("--write", action="store_true", help="keeps what the programs load now")
    options = parser.parse_args()
    if options.layer:
        lists = kept()
        for package in sorted(set(sum(lists.values(), [])) if options.layer == "all" else lists[options.layer]):
            print(package)
        return
    found = layers({**{name: options.bin / name for name in SUITE}, GATEWAY: options.node})
    lines = [f"{layer} {package}" for layer, packages in found.items() for package in sorted(packages)]
    if options.write:
        head = "# The Debian packages of the images by layer: deploy/images/packages.py derives them from the programs.\n"
        KEPT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
        return
    was = [f"{layer} {package}" for layer, packages in kept().items() for package in packages]
    differences = [f"  - {line}" for line in was if line not in lines] + [f"  + {line}" for line in lines if line not in was]
    if differences:
        sys.exit("packages: the programs load other packages than deploy/images/packages.txt says; look at them, then run "
                 "make images PACKAGES=write\n" + "\n".join(differences))


if __name__ == "__main__":
    main()
