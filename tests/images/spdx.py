"""What SPDX 2.3 asks of a document in JSON, as far as lists of packages go."""
import re

CATEGORIES = {"OTHER", "PERSISTENT-ID", "SECURITY", "PACKAGE-MANAGER"}
PURPOSES = {"APPLICATION", "CONTAINER", "LIBRARY", "OPERATING-SYSTEM", "OTHER"}
CHECKSUM_DIGITS = {"SHA1": 40, "SHA256": 64, "SHA512": 128}
REQUIRED = {
    "document": ("spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace", "creationInfo"),
    "package": ("name", "SPDXID", "downloadLocation"),
    "relationship": ("spdxElementId", "relationshipType", "relatedSpdxElement"),
}
DOCUMENT_FIELDS = {*REQUIRED["document"], "packages", "relationships"}
PACKAGE_FIELDS = {*REQUIRED["package"], "versionInfo", "supplier", "filesAnalyzed", "licenseConcluded", "licenseDeclared",
                  "copyrightText", "externalRefs", "checksums", "sourceInfo", "primaryPackagePurpose"}


def _missing(kind, element, where):
    return [f"{where}: {field} is missing" for field in REQUIRED[kind] if not element.get(field)]


def _package_faults(package):
    where = package.get("SPDXID", "a package")
    faults = _missing("package", package, where)
    faults += [f"{where}: {field} is no field of a package" for field in package.keys() - PACKAGE_FIELDS]
    if not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", package.get("SPDXID", "")):
        faults.append(f"{where}: not an identifier")
    if not re.fullmatch(r"NOASSERTION|(Organization|Person): .+", package.get("supplier", "NOASSERTION")):
        faults.append(f"{where}: supplier is neither an organization nor a person")
    if package.get("filesAnalyzed") is not False:
        faults.append(f"{where}: filesAnalyzed would ask for a verification code")
    if package.get("primaryPackagePurpose", "OTHER") not in PURPOSES:
        faults.append(f"{where}: primaryPackagePurpose is none")
    for reference in package.get("externalRefs", []):
        if reference.get("referenceCategory") not in CATEGORIES or not reference.get("referenceType"):
            faults.append(f"{where}: externalRefs lacks category or type")
        if not re.fullmatch(r"pkg:(deb|npm|generic|oci)/\S+@\S+", reference.get("referenceLocator", "")):
            faults.append(f"{where}: no package URL")
    for checksum in package.get("checksums", []):
        digits = CHECKSUM_DIGITS.get(checksum.get("algorithm"))
        if digits is None or not re.fullmatch(f"[0-9a-f]{{{digits}}}", checksum.get("checksumValue", "")):
            faults.append(f"{where}: a checksum is none")
    return faults


def faults(document):
    """What is wrong with a document; nothing when it is valid."""
    found = _missing("document", document, "document")
    found += [f"document: {field} is no field of it" for field in document.keys() - DOCUMENT_FIELDS]
    if document.get("spdxVersion") != "SPDX-2.3" or document.get("dataLicense") != "CC0-1.0":
        found.append("document: version or licence of the data is another one")
    if document.get("SPDXID") != "SPDXRef-DOCUMENT":
        found.append("document: SPDXID is another one")
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^#\s]+", document.get("documentNamespace", "")):
        found.append("document: documentNamespace is no URI without fragment")
    creation = document.get("creationInfo", {})
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", creation.get("created", "")):
        found.append("creationInfo: created is no time in UTC")
    creators = creation.get("creators", [])
    if not creators or not all(re.fullmatch(r"(Tool|Organization|Person): .+", creator) for creator in creators):
        found.append("creationInfo: creators are none")
    packages = document.get("packages", [])
    for package in packages:
        found += _package_faults(package)
    known = [package.get("SPDXID") for package in packages] + [document.get("SPDXID")]
    if len(known) != len(set(known)):
        found.append("document: two elements have one identifier")
    described = False
    for relationship in document.get("relationships", []):
        found += _missing("relationship", relationship, "relationship")
        for end in ("spdxElementId", "relatedSpdxElement"):
            if relationship.get(end) not in known:
                found.append(f"relationship: {relationship.get(end)} is not in the document")
        described = described or relationship.get("relationshipType") == "DESCRIBES"
    if not described:
        found.append("document: describes nothing")
    return found
