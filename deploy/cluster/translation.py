"""What a machine differs in from a Kubernetes cluster."""
import re

_EVERYWHERE_OR_LOOPBACK = re.compile(r"\b(0\.0\.0\.0|127\.0\.0\.1)\b")
_TARGET = re.compile(r"(?:dns:///)?(?<![\w.-])([\w-]+\.nianbao\.svc\.cluster\.local:\d+)")


def local_text(text, address, root, name_server):
    """A configuration or an argument, for a pod with this address, whose container's files are below root, and who asks
    this name server."""
    text = _EVERYWHERE_OR_LOOPBACK.sub(address, text)
    text = text.replace("/etc/nianbao", f"{root}/etc/nianbao")
    return _TARGET.sub(rf"dns://{name_server}/\1", text)
