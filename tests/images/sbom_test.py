#!/usr/bin/env python3
"""The lists of what images are made of: valid SPDX, and neither more nor less than what lies in the image."""
import copy
import hashlib
import json
import pathlib
import re
import sys
import unittest

import spdx

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "deploy/images"))

from oci_layout import Layout  # noqa: E402

IMAGES = pathlib.Path(sys.argv.pop(1)) / "images"
PREFIX = "registry.example/nianbao/"


def setUpModule():
    if not (IMAGES / "digests.txt").exists():
        print("sbom_test: there are no images: make images", file=sys.stderr)
        sys.exit(75)


class Lists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.layout = Layout(IMAGES / "oci")
        cls.references = {reference.removeprefix(PREFIX).partition(":")[0]: reference for reference in cls.layout.digests()}
        cls.documents = {name: json.loads((IMAGES / "sbom" / f"{name}.spdx.json").read_text(encoding="utf-8"))
                         for name in cls.references}
        # What the tests ask of each image's files, read once.
        cls.stanzas, cls.programs, cls.npm_packages = {}, {}, set()
        for name, reference in cls.references.items():
            stanzas, programs = cls.stanzas.setdefault(name, []), cls.programs.setdefault(name, {})
            for member, content in cls.layout.files(reference):
                if content and member.name.startswith("var/lib/dpkg/status.d/"):
                    stanzas.append(content.decode())
                elif content and member.name.startswith("usr/bin/"):
                    programs[member.name.rpartition("/")[2]] = hashlib.sha256(content).hexdigest()
                elif re.match(r"usr/lib/nianbao/node_modules/((?:@[^/]+/)?[^/]+)/package\.json$", member.name):
                    facts = json.loads(content)
                    cls.npm_packages.add((facts["name"], facts["version"]))

    def packages(self, name, kind):
        return {package["name"]: package for package in self.documents[name]["packages"]
                if package["externalRefs"][0]["referenceLocator"].startswith(f"pkg:{kind}/")}

    def test_every_image_has_a_valid_list_of_its_own(self):
        self.assertEqual({file.name for file in (IMAGES / "sbom").iterdir()},
                         {f"{name}.spdx.json" for name in self.references})
        for name, document in self.documents.items():
            with self.subTest(name):
                self.assertEqual(spdx.faults(document), [])
        namespaces = {document["documentNamespace"] for document in self.documents.values()}
        self.assertEqual(len(namespaces), len(self.documents))

    def test_the_list_names_the_image_by_its_digest(self):
        for name, reference in self.references.items():
            image, = self.packages(name, "oci").values()
            self.assertEqual("sha256:" + image["checksums"][0]["checksumValue"], self.layout.digests()[reference])

    def test_debian_packages_and_versions_are_those_of_the_image(self):
        for name, stanzas in self.stanzas.items():
            with self.subTest(name):
                held = {re.search(r"^Package: (.*)", stanza, re.M)[1]: re.search(r"^Version: (.*)", stanza, re.M)[1]
                        for stanza in stanzas}
                self.assertIn("libc6", held)
                self.assertEqual({package["name"]: package["versionInfo"] for package in self.packages(name, "deb").values()},
                                 held)

    def test_programs_are_listed_with_the_digest_of_their_file(self):
        for name, digests in self.programs.items():
            with self.subTest(name):
                listed = {package["name"]: package["checksums"][0]["checksumValue"]
                          for package in self.packages(name, "generic").values()}
                self.assertEqual(listed, digests)

    def test_npm_packages_of_the_gateway_and_its_pages_are_listed(self):
        listed = {(package["name"], package["versionInfo"]) for package in self.packages("nianbao-gateway", "npm").values()}
        self.assertIn("@connectrpc/connect-node", dict(self.npm_packages))
        self.assertLessEqual(self.npm_packages, listed)
        self.assertLessEqual({"vue", "echarts"}, set(dict(listed)))
        for name in self.references.keys() - {"nianbao-gateway"}:
            self.assertEqual(self.packages(name, "npm"), {})

    def test_a_list_with_something_missing_or_wrong_would_not_pass(self):
        def without(field):
            return lambda document: document.pop(field)

        def package(field, value):
            return lambda document: document["packages"][1].__setitem__(field, value)

        wrongs = {
            "namespace": without("documentNamespace"), "creation": without("creationInfo"),
            "relationships": without("relationships"), "name of a package": package("name", ""),
            "location": package("downloadLocation", ""), "identifier": package("SPDXID", "SPDXRef-a+b"),
            "unknown field": package("licence", "MIT"), "supplier": package("supplier", "Debian"),
            "checksum": package("checksums", [{"algorithm": "SHA256", "checksumValue": "00"}]),
        }
        for name, wrong in wrongs.items():
            with self.subTest(name):
                document = copy.deepcopy(self.documents["nianbao"])
                wrong(document)
                self.assertNotEqual(spdx.faults(document), [])


if __name__ == "__main__":
    unittest.main()
