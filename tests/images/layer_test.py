#!/usr/bin/env python3
"""What of a Debian package gets into an image."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAYER = ROOT / "deploy/images/layer.py"
TIME = 1_700_000_000


class Layer(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.base, self.layer = pathlib.Path(folder.name) / "base", pathlib.Path(folder.name) / "layer"
        self.layer.mkdir()
        self.install("one", {
            "/usr/lib/libone.so.1.2": 0o644, "/usr/bin/one": 0o4755, "/usr/share/doc/one/copyright": 0o644,
            "/usr/share/doc/one/changelog.gz": 0o644, "/usr/share/man/man1/one.1.gz": 0o644,
        }, links={"/usr/lib/libone.so.1": "libone.so.1.2"})
        # A package that names its file as it was before /lib became /usr/lib.
        self.install("two", {"/usr/lib/libtwo.so": 0o644}, listed={"/usr/lib/libtwo.so": "/lib/libtwo.so"})

    def install(self, package, files, links=(), listed=()):
        lines = []
        for path, mode in files.items():
            file = pathlib.Path(f"{self.base}{path}")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(package, encoding="utf-8")
            file.chmod(mode)
            os.utime(file, (TIME, TIME))
            lines.append(dict(listed).get(path, path))
        for path, target in dict(links).items():
            pathlib.Path(f"{self.base}{path}").symlink_to(target)
            lines.append(path)
        info = self.base / "var/lib/dpkg/info"
        info.mkdir(parents=True, exist_ok=True)
        (info / f"{package}:amd64.list").write_text("\n".join(["/.", "/usr", *lines]) + "\n", encoding="utf-8")
        with (self.base / "var/lib/dpkg/status").open("a", encoding="utf-8") as status:
            status.write(f"Package: {package}\nStatus: install ok installed\nVersion: 1\n\n")

    def fill(self, *packages):
        return subprocess.run([LAYER, self.base, self.layer, *packages], check=True, stdout=subprocess.PIPE, text=True).stdout

    def files(self):
        return {str(file.relative_to(self.layer)) for file in self.layer.rglob("*") if not file.is_dir()}

    def test_a_package_comes_with_its_files_and_licence_and_without_its_documentation(self):
        self.assertEqual(self.fill("one"), f"{TIME}\n")
        self.assertEqual(self.files(), {"usr/lib/libone.so.1", "usr/lib/libone.so.1.2", "usr/bin/one",
                                        "usr/share/doc/one/copyright", "var/lib/dpkg/status.d/one"})
        self.assertEqual(os.readlink(self.layer / "usr/lib/libone.so.1"), "libone.so.1.2")
        status = (self.layer / "var/lib/dpkg/status.d/one").read_text(encoding="utf-8")
        self.assertEqual(status, "Package: one\nStatus: install ok installed\nVersion: 1\n")

    def test_no_program_keeps_the_right_to_become_its_owner(self):
        self.fill("one")
        self.assertEqual((self.layer / "usr/bin/one").stat().st_mode & 0o7777, 0o755)

    def test_files_below_lib_are_found_below_usr_lib(self):
        self.fill("two")
        self.assertEqual(self.files(), {"usr/lib/libtwo.so", "var/lib/dpkg/status.d/two"})

    def test_a_package_that_is_not_installed_ends_it(self):
        with self.assertRaises(subprocess.CalledProcessError):
            self.fill("three")


if __name__ == "__main__":
    unittest.main()
