#!/usr/bin/python3
"""The glossary has the statutory terms by which comments of the protos name things, and its identifiers are there."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
PROTOS = {path.name: path.read_text("utf-8") for path in (ROOT / "proto").rglob("*.proto")}


def rows():
    """Term, identifier and place of each row, as written."""
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("| ")][1:]
    return [re.split(r"(?<!\\)\|", line)[1:4] for line in lines]


class Glossary(unittest.TestCase):
    def test_a_term_that_names_an_element_of_the_protos_has_its_row(self):
        for name, text in PROTOS.items():
            # "// 按时: submitted by the day …": the term first, and what it means after it.
            for terms in re.findall(r"^ *// ([\u4e00-\u9fff][\u4e00-\u9fff、，（）/]*)[:.]", text, re.MULTILINE):
                for term in re.split("[、，]", terms) if terms not in GLOSSARY else [terms]:
                    with self.subTest(name, term=term):
                        self.assertTrue(term in GLOSSARY)

    def test_identifiers_of_elements_are_those_of_the_protos(self):
        words = set(re.findall(r"\w+", " ".join(PROTOS.values())))
        for term, identifier, _ in rows():
            for code in re.findall(r"`([A-Z]\w*(?:\.\w+)*)`", identifier):
                with self.subTest(term.strip(), identifier=code):
                    if code not in ("ComparableCell2021", "WatchHub"):  # of the C++ code
                        self.assertEqual(set(code.split(".")) - words, set())

    def test_no_row_stands_there_twice(self):
        seen = [tuple(part.strip() for part in row) for row in rows()]
        self.assertEqual(len(set(seen)), len(seen))


if __name__ == "__main__":
    unittest.main()
