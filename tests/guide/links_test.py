#!/usr/bin/python3
"""Links between the pages of the repository lead somewhere, to the heading where one is named."""
import functools
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What is installed or built; and pages that are read in the root of the bundle, where docs/ lies beside them.
LEFT_OUT = {ROOT / "build", ROOT / "node_modules", ROOT / ".node", ROOT / "deploy" / "bundle"}


def pages(folder=ROOT):
    for path in sorted(folder.iterdir()):
        if path.suffix == ".md":
            yield path
        elif path.is_dir() and path not in LEFT_OUT and path.name != "node_modules":
            yield from pages(path)


def without_code(text):
    return re.sub(r"^```.*?^```$|`[^`\n]+`", "", text, flags=re.MULTILINE | re.DOTALL)


@functools.cache
def anchors(page):
    """The names that Markdown viewers give to the headings of a page."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


class Links(unittest.TestCase):
    def test_they_lead_somewhere(self):
        for page in pages():
            for link in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text("utf-8"))):
                place, _, heading = link.partition("#")
                if re.match(r"[a-z]+:", place):
                    continue
                with self.subTest(str(page.relative_to(ROOT)), link=link):
                    target = (page.parent / place).resolve() if place else page
                    self.assertTrue(target.exists())
                    if heading and target.suffix == ".md":
                        self.assertIn(heading, anchors(target))


if __name__ == "__main__":
    unittest.main()
