#!/usr/bin/env python3
"""digests.py OCI: a line for each image of an OCI layout, its digest and its name."""
import sys

from oci_layout import Layout

for name, digest in sorted(Layout(sys.argv[1]).digests().items()):
    print(digest, name)
