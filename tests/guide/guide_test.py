#!/usr/bin/python3
"""The guides name pictures that are there, and words that stand on the pages."""
import pathlib
import re
import struct
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
PICTURES = ROOT / "docs" / "images" / "guide"
PAGES = ROOT / "clients" / "dashboard" / "src"
# How a guide quotes what stands on a page. Other bold text of a Chinese guide is emphasis.
QUOTED = {"zh": r"「([^」\n]+)」", "en": r"\*\*([^*\n]+)\*\*"}
PLACEHOLDER = re.compile(r"\{\w+\}")


def words_of_the_pages():
    """Patterns of all texts in the pages' sources; what a page fills in may be anything."""
    patterns = set()
    for path in PAGES.rglob("*"):
        if path.suffix not in (".ts", ".vue"):
            continue
        for literal in re.findall(r'"((?:[^"\\\n]|\\.)+)"', path.read_text("utf-8")):
            for text in literal.split(" | "):
                fixed = PLACEHOLDER.split(text)
                if len(fixed) == 1 or len("".join(fixed).strip()) > 1:
                    patterns.add(".+".join(re.escape(part) for part in fixed))
    return re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns)))


class Guides(unittest.TestCase):
    def test_what_they_quote_stands_on_the_pages(self):
        words = words_of_the_pages()
        self.assertIsNone(words.fullmatch("没有这样的按钮"))
        for guide in GUIDES:
            language = guide.suffixes[0].removeprefix(".")
            quoted = re.findall(QUOTED[language], guide.read_text("utf-8"))
            self.assertTrue(quoted, guide.name)
            for text in quoted:
                with self.subTest(guide.name, text=text):
                    self.assertTrue(words.fullmatch(text), "no page says this")

    def test_every_picture_is_there_and_shown_in_its_language(self):
        shown = set()
        for guide in GUIDES:
            language = guide.suffixes[0]
            for name in re.findall(r"!\[[^\]]+\]\(\.\./images/guide/([^)]+)\)", guide.read_text("utf-8")):
                with self.subTest(guide.name, picture=name):
                    self.assertTrue(name.endswith(f"{language}.png"))
                    self.assertTrue((PICTURES / name).is_file(), "make pictures")
                shown.add(name)
        self.assertEqual(shown, {path.name for path in PICTURES.iterdir()}, "pictures that no guide shows")

    def test_pictures_are_small(self):
        for path in PICTURES.iterdir():
            with self.subTest(path.name):
                width, height = struct.unpack(">II", path.read_bytes()[16:24])
                self.assertLessEqual((width, height), (1400, 900))
                self.assertLess(path.stat().st_size, 120_000, "bytes")

    def test_each_has_an_edition_in_the_other_language(self):
        titles = {language: {guide.name.split(".")[0] for guide in GUIDES if f".{language}." in guide.name}
                  for language in QUOTED}
        self.assertEqual(titles["zh"], titles["en"])
        for guide in GUIDES:
            other = guide.name.replace(".zh.", ".en.") if ".zh." in guide.name else guide.name.replace(".en.", ".zh.")
            self.assertIn(f"({other})", guide.read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
