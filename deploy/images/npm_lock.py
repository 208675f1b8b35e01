"""Which npm packages a workspace runs with, by package-lock.json."""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def locked():
    return json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]


def _place(packages, dependent, name):
    """Where Node.js finds a package: in the nearest node_modules from the dependent's folder upwards."""
    folder = dependent
    while True:
        place = f"{folder}/node_modules/{name}" if folder else f"node_modules/{name}"
        if place in packages or not folder:
            return place
        folder = folder.rpartition("/")[0]


def packages_of(workspace):
    """The entries of the lock file, by their folders, that a workspace needs when it runs."""
    packages = locked()
    result, todo = {}, [workspace]
    while todo:
        dependent = todo.pop()
        entry = packages[dependent]
        optional = entry.get("peerDependenciesMeta", {})
        peers = [name for name in entry.get("peerDependencies", {}) if not optional.get(name, {}).get("optional")]
        for name in [*entry.get("dependencies", {}), *peers]:
            place = _place(packages, dependent, name)
            if place in packages and place not in result:
                result[place] = packages[place]
                todo.append(place)
    return result


def name_of(place):
    return place.rpartition("node_modules/")[2]
