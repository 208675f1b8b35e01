#!/usr/bin/python3
"""Code that a client's README shows is code of its examples, which the client's test runs."""
import pathlib
import re
import unittest

CLIENTS = pathlib.Path(__file__).resolve().parents[2] / "clients"


class ShownCode(unittest.TestCase):
    def test_it_is_that_of_the_examples(self):
        for language in ("java", "python"):
            readme = CLIENTS / language / "README.md"
            code = "".join(path.read_text("utf-8") for path in readme.parent.glob("examples/*") if path.is_file())
            blocks = re.findall(rf"^```{language}\n(.*?)^```$", readme.read_text("utf-8"), re.MULTILINE | re.DOTALL)
            with self.subTest(language):
                self.assertTrue(blocks)
                for block in blocks:
                    self.assertIn(block, code)


if __name__ == "__main__":
    unittest.main()
