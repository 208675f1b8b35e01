#!/usr/bin/env python3
"""gateway_files.py BUILD LIB SHARE: the built gateway with the npm packages it runs with into LIB, the pages into SHARE."""
import json
import pathlib
import shutil
import sys

import npm_lock


def main():
    build, lib, share = map(pathlib.Path, sys.argv[1:4])
    shutil.copytree(build / "gateway/services", lib / "gateway/services")
    shutil.copy(build / "gateway/descriptors.binpb", lib / "gateway")
    package = npm_lock.locked()["services/gateway"]
    facts = {"name": package["name"], "version": package["version"], "license": package["license"], "type": "module"}
    (lib / "gateway/package.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    # Types and maps are for those who change a package.
    unused = shutil.ignore_patterns("*.ts", "*.mts", "*.cts", "*.map", ".bin")
    for place in npm_lock.packages_of("services/gateway"):
        shutil.copytree(npm_lock.ROOT / place, lib / place, ignore=unused)
    shutil.copytree(build / "dashboard/files", share / "dashboard")


if __name__ == "__main__":
    main()
