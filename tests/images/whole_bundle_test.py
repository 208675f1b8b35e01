#!/usr/bin/env python3
"""The bundle of the images themselves: packed, signed, verified, and refused after a flipped byte."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
IMAGES = pathlib.Path(sys.argv.pop(1)) / "images"


def setUpModule():
    if not (IMAGES / "digests.txt").exists():
        print("whole_bundle_test: there are no images: make images", file=sys.stderr)
        sys.exit(75)


class WholeBundle(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True)

    def test_it_passes_whole_and_is_refused_with_a_flipped_byte(self):
        key, public = self.folder / "key.pem", self.folder / "public.pem"
        self.openssl("genpkey", "-algorithm", "SM2", "-out", key)
        self.openssl("pkey", "-in", key, "-pubout", "-out", public)
        packed = subprocess.run([ROOT / "deploy/bundle/build"], check=False, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True,
                                env={**os.environ, "NIANBAO_IMAGES": str(IMAGES), "NIANBAO_BUNDLE": str(self.folder),
                                     "SIGN_KEY": str(key)})
        self.assertEqual(packed.returncode, 0, packed.stdout)
        print(packed.stdout.splitlines()[-1], file=sys.stderr)
        archive, = self.folder.glob("*.tar")
        subprocess.run(["tar", "-C", self.folder, "-xf", archive], check=True)
        bundle = self.folder / archive.name.removesuffix(".tar")

        def check():
            return subprocess.run([bundle / "load.sh", "--check", "--key", public], check=False, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)

        checked = check()
        self.assertEqual(checked.returncode, 0, checked.stdout)
        with (bundle / "images.oci.tar").open("r+b") as images:
            images.seek(images.seek(0, os.SEEK_END) // 2)
            byte = images.read(1)
            images.seek(-1, os.SEEK_CUR)
            images.write(bytes([byte[0] ^ 1]))
        checked = check()
        self.assertEqual(checked.returncode, 1, checked.stdout)
        self.assertIn("images.oci.tar", checked.stdout)


if __name__ == "__main__":
    unittest.main()
