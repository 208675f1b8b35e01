#!/usr/bin/env python3
"""What an image is made of, as SPDX 2.3 in JSON: Debian packages, npm packages and the programs of the suite.

Debian packages are those whose status lies in the image; npm packages those that lie in it or are bundled into its pages,
with the digests of package-lock.json.
"""
import argparse
import base64
import hashlib
import json
import re
import urllib.parse
import uuid

import npm_lock
from oci_layout import Layout

STATUS = "var/lib/dpkg/status.d/"
MODULES = re.compile(r"usr/lib/nianbao/(node_modules/.+)/package\.json$")
PAGES = "usr/share/nianbao/dashboard/index.html"
# Of the suite, and what runs its gateway.
PROGRAM = re.compile(r"usr/bin/(nianbao[a-z-]*|node)$")


def identifier(*parts):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.]+", "-", "-".join(parts))


def package(kind, name, version, purl, **more):
    return {
        "name": name,
        "SPDXID": identifier(kind, name, version),
        "versionInfo": version,
        "supplier": "NOASSERTION",
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}],
        **more,
    }


def debian(stanza):
    fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", stanza, re.M))
    name, version = fields["Package"], fields["Version"]
    source = fields.get("Source", name).split()[0]
    purl = f"pkg:deb/debian/{name}@{urllib.parse.quote(version)}?arch={fields['Architecture']}&distro=debian-12"
    return package("deb", name, version, purl, supplier="Organization: Debian", sourceInfo=f"built from {source}",
                   primaryPackagePurpose="LIBRARY")


def npm(place, entry):
    name, version = npm_lock.name_of(place), entry["version"]
    algorithm, _, digest = entry["integrity"].partition("-")
    checksum = {"algorithm": algorithm.upper(), "checksumValue": base64.b64decode(digest).hex()}
    purl = f"pkg:npm/{urllib.parse.quote(name, safe='/')}@{version}"
    return package("npm", name, version, purl, checksums=[checksum], licenseDeclared=entry["license"],
                   primaryPackagePurpose="LIBRARY")


def program(name, version, content):
    checksum = {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}
    more = {} if name == "node" else {"supplier": "Organization: nianbao", "licenseDeclared": "Apache-2.0"}
    return package("program", name, version, f"pkg:generic/{name}@{version}", checksums=[checksum],
                   primaryPackagePurpose="APPLICATION", **more)


def parts(layout, image, version, node_version):
    gateway = npm_lock.packages_of("services/gateway")
    result = []
    for member, content in layout.files(image):
        if member.name.startswith(STATUS) and content:
            result.append(debian(content.decode()))
        elif found := PROGRAM.match(member.name):
            result.append(program(found[1], node_version if found[1] == "node" else version, content))
        elif found := MODULES.match(member.name):
            # Packages may have further files of that name, which stand for no package.
            if found[1] in gateway:
                result.append(npm(found[1], gateway[found[1]]))
        elif member.name == PAGES:
            result += [npm(place, entry) for place, entry in npm_lock.packages_of("clients/dashboard").items()]
    return {part["SPDXID"]: part for part in result}.values()


def document(layout, image, created, node_version):
    digest = layout.digests()[image]
    labels = layout.config(image)["config"]["Labels"]
    name, version = labels["org.opencontainers.image.title"], labels["org.opencontainers.image.version"]
    checksum = {"algorithm": "SHA256", "checksumValue": digest.partition(":")[2]}
    whole = package("image", name, version, f"pkg:oci/{name}@{urllib.parse.quote(digest)}", checksums=[checksum],
                    supplier="Organization: nianbao", primaryPackagePurpose="CONTAINER")
    held = sorted(parts(layout, image, version, node_version), key=lambda part: part["SPDXID"])
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"{name}-{version}",
        "documentNamespace": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, image + digest)}",
        "creationInfo": {"created": created, "creators": ["Organization: nianbao", f"Tool: nianbao-sbom-{version}"]},
        "packages": [whole, *held],
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": whole["SPDXID"]},
            *({"spdxElementId": whole["SPDXID"], "relationshipType": "CONTAINS", "relatedSpdxElement": part["SPDXID"]}
              for part in held),
        ],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oci", required=True, help="OCI layout")
    parser.add_argument("--image", required=True, help="name of the image in it")
    parser.add_argument("--created", required=True, help="time in RFC 3339")
    parser.add_argument("--node-version", required=True, help="version of the Node.js in the gateway's image")
    options = parser.parse_args()
    print(json.dumps(document(Layout(options.oci), options.image, options.created, options.node_version), indent=1,
                     ensure_ascii=False))


if __name__ == "__main__":
    main()
