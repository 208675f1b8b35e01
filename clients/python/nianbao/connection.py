"""A connection to the services."""
import importlib.resources
import pathlib

import grpc

from nianbao.call_defaults import CallDefaults

# A document of 20 MB and its envelope; the services take no larger message.
MESSAGE_BYTES_MAX = 24 << 20
SERVICE_CONFIG = "service_config.json"


def connect(address, *, actor="", authorities_file=None, certificate_file=None, private_key_file=None, token_file=None,
            timeout=30.0, stream_timeout=600.0):
    """A grpc.Channel to "HOST:PORT", or to a name such as dns:///nianbao.example:7130 whose addresses are used in turn.

    It waits for nothing until it is used. A call that is answered UNAVAILABLE, or CANCELLED by a server that stops, is
    made again, up to three times within its deadline.

    actor: the name the caller gives itself where no identity is configured.
    authorities_file: certificates (PEM) of the authorities that certify the services; without them there is no TLS.
    certificate_file, private_key_file: what proves the caller to the services (PEM).
    token_file: holds the caller's bearer token, read again for each call.
    timeout, stream_timeout: seconds until a call, or a stream, that says nothing else ends with DEADLINE_EXCEEDED.

    Errors: ValueError for a token or a certificate without authorities; OSError for a file that cannot be read.
    """
    options = [
        ("grpc.service_config", importlib.resources.files("nianbao").joinpath(SERVICE_CONFIG).read_text("utf-8")),
        ("grpc.max_receive_message_length", -1),
        ("grpc.max_send_message_length", MESSAGE_BYTES_MAX),
        # A server that comes back is found again within a second, not after the default two minutes of backoff.
        ("grpc.initial_reconnect_backoff_ms", 100),
        ("grpc.max_reconnect_backoff_ms", 1000),
        # Despite its name, how long one attempt may take.
        ("grpc.min_reconnect_backoff_ms", 5000),
        ("grpc.dns_min_time_between_resolutions_ms", 1000),
        # A server that is gone without a word is missed within forty seconds. Servers allow a ping every twenty.
        ("grpc.keepalive_time_ms", 30000),
        ("grpc.keepalive_timeout_ms", 10000),
        ("grpc.http2.max_pings_without_data", 0),
    ]
    if authorities_file is not None:
        credentials = _credentials(authorities_file, certificate_file, private_key_file, token_file)
        channel = grpc.secure_channel(address, credentials, options)
    elif certificate_file is not None or token_file is not None:
        raise ValueError("authorities_file: got none, want one: nothing proves the caller but over TLS")
    else:
        channel = grpc.insecure_channel(address, options)
    return grpc.intercept_channel(channel, CallDefaults(actor, timeout, stream_timeout))


def _credentials(authorities_file, certificate_file, private_key_file, token_file):
    credentials = grpc.ssl_channel_credentials(
        root_certificates=pathlib.Path(authorities_file).read_bytes(),
        private_key=private_key_file and pathlib.Path(private_key_file).read_bytes(),
        certificate_chain=certificate_file and pathlib.Path(certificate_file).read_bytes(),
    )
    if token_file is None:
        return credentials
    return grpc.composite_channel_credentials(credentials, grpc.metadata_call_credentials(_TokenFile(token_file)))


class _TokenFile(grpc.AuthMetadataPlugin):
    def __init__(self, path):
        self._path = pathlib.Path(path)

    def __call__(self, context, callback):
        try:
            callback((("authorization", f"Bearer {self._path.read_text('utf-8').strip()}"),), None)
        except OSError as error:
            callback((), error)
