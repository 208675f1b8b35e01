"""The certificate that a server shows to its callers."""
import asyncio
import ssl

from cluster.process import ClusterError

_ASKED_EVERY_S = 0.5
# Services look at their files once a minute.
_PATIENCE_S = 150


async def becomes(address, port, file):
    """Waits until the server there shows the certificate in this file."""
    wanted = ssl.PEM_cert_to_DER_cert(_first_of(file.read_text(encoding="ascii")))
    try:
        await asyncio.wait_for(_look_until(address, port, wanted), _PATIENCE_S)
    except asyncio.TimeoutError:
        raise ClusterError(f"{address}:{port} does not show the certificate in {file}") from None


async def _look_until(address, port, wanted):
    while await _shown_at(address, port) != wanted:
        await asyncio.sleep(_ASKED_EVERY_S)


async def _shown_at(address, port):
    """None while it does not answer."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    try:
        _, writer = await asyncio.open_connection(address, port, ssl=context)
    except OSError:
        return None
    shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    writer.transport.abort()
    return shown


def _first_of(chain):
    end = "-----END CERTIFICATE-----"
    return chain[:chain.index(end) + len(end)]
