"""Reading an OCI layout: the images in it, their configuration and their files."""
import hashlib
import io
import json
import pathlib
import tarfile

REFERENCE = "org.opencontainers.image.ref.name"


class Layout:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def _blob(self, digest):
        algorithm, _, name = digest.partition(":")
        content = (self.folder / "blobs" / algorithm / name).read_bytes()
        if hashlib.new(algorithm, content).hexdigest() != name:
            raise ValueError(f"blob {digest}: its content has another digest")
        return content

    def digests(self):
        """The digest of each image's manifest, by its name."""
        index = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
        return {entry["annotations"][REFERENCE]: entry["digest"] for entry in index["manifests"]}

    def manifest(self, name):
        return json.loads(self._blob(self.digests()[name]))

    def config(self, name):
        return json.loads(self._blob(self.manifest(name)["config"]["digest"]))

    def files(self, name):
        """(member, content or None) of each entry of the image, lower layers first."""
        for layer in self.manifest(name)["layers"]:
            with tarfile.open(fileobj=io.BytesIO(self._blob(layer["digest"]))) as archive:
                for member in archive:
                    content = archive.extractfile(member) if member.isfile() else None
                    yield member, content.read() if content else None
