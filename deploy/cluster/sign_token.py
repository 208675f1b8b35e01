"""Tokens of the cluster's own issuer, which stands in for the identity provider of the manifests."""
import base64
import json
import subprocess
import tempfile
import time


def sign_token(folder, subject, hours=12):
    """For a cluster in this folder. Raises FileNotFoundError when there is none."""
    [key] = json.loads((folder / "objects/configMap/nianbao-jwks/login.json").read_text(encoding="utf-8"))["keys"]
    issuer = json.loads((folder / "issuer.json").read_text(encoding="utf-8"))
    now = int(time.time())
    head = {"alg": key["alg"], "kid": key["kid"], "typ": "JWT"}
    claims = {**issuer, "sub": subject, "iat": now, "exp": now + hours * 3600}
    signed = f"{_part(json.dumps(head).encode())}.{_part(json.dumps(claims).encode())}"
    # openssl wants to know the length of what it signs, so that it takes a file.
    with tempfile.NamedTemporaryFile() as text:
        text.write(signed.encode())
        text.flush()
        signature = subprocess.run(
            ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", folder / "issuer.pem", "-in", text.name],
            check=True, stdout=subprocess.PIPE).stdout
    return f"{signed}.{_part(signature)}"


def _part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
