"""What goes with every call of a connection: a deadline, and who calls."""
import collections

import grpc

ACTOR_KEY = "nianbao-actor-bin"


class CallDefaults(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor,
                   grpc.StreamUnaryClientInterceptor, grpc.StreamStreamClientInterceptor):
    """Deadlines, in seconds, for calls that have none, and the name of the actor unless it is empty."""

    def __init__(self, actor, timeout, stream_timeout):
        self._metadata = ((ACTOR_KEY, actor.encode()),) if actor else ()
        self._timeout = timeout
        self._stream_timeout = stream_timeout

    def intercept_unary_unary(self, continuation, details, request):
        return continuation(self._complete(details, self._timeout), request)

    def intercept_unary_stream(self, continuation, details, request):
        return continuation(self._complete(details, self._stream_timeout), request)

    def intercept_stream_unary(self, continuation, details, requests):
        return continuation(self._complete(details, self._stream_timeout), requests)

    def intercept_stream_stream(self, continuation, details, requests):
        return continuation(self._complete(details, self._stream_timeout), requests)

    def _complete(self, details, timeout):
        return _Details(
            method=details.method,
            timeout=timeout if details.timeout is None else details.timeout,
            metadata=(*(details.metadata or ()), *self._metadata),
            credentials=details.credentials,
            wait_for_ready=details.wait_for_ready,
            compression=details.compression,
        )


class _Details(
    collections.namedtuple("_Details", "method timeout metadata credentials wait_for_ready compression"),
    grpc.ClientCallDetails,
):
    pass
