"""Totals as they move."""
import random
import time

import grpc

from nianbao.aggregation.v1 import aggregation_service_pb2_grpc, watch_pb2
from nianbao.refusal import Refusal
from nianbao.totals import Totals

PAUSE_SECONDS = 1.0
_BROKEN = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED}


def watch_aggregates(channel, request, *, patience=300.0):
    """Yields the Totals that a WatchAggregatesRequest asks for: first as they stand, then after each change.

    A stream that breaks is opened again where it ended, so nothing is missed and nothing told twice; so is one that has
    reached its deadline. When the log is another one (a store was restored), all is told anew. The generator ends when
    it is closed.

    patience: seconds without any service, after which the last Refusal is raised.
    Errors: Refusal, at once when asking again would be of no use.
    """
    service = aggregation_service_pb2_grpc.AggregationServiceStub(channel)
    totals = Totals()
    broken_since = None
    while True:
        stream = service.WatchAggregates(_from(request, totals.position))
        try:
            for step in _steps(stream):
                broken_since = None
                totals = totals.after(step)
                if any(part.snapshots or part.deltas or part.gone for part in step):
                    yield totals
            return
        except grpc.RpcError as error:
            refusal = Refusal.of(error)
            if refusal.reason == "LOG_CHANGED" and totals.position is not None:
                totals = Totals()
            elif refusal.code in _BROKEN:
                broken_since = broken_since or time.monotonic()
                if time.monotonic() - broken_since > patience:
                    raise refusal from error
            elif refusal.code is not grpc.StatusCode.DEADLINE_EXCEEDED:
                raise refusal from error
        finally:
            stream.cancel()
        # Those who lost the same server do not come back in the same moment.
        time.sleep(max(refusal.retry_after_seconds or 0, PAUSE_SECONDS * random.uniform(0.5, 1.5)))


def _from(request, position):
    question = watch_pb2.WatchAggregatesRequest()
    question.CopyFrom(request)
    question.ClearField("resume_token")
    if position is not None:
        question.resume_token.CopyFrom(position)
    return question


def _steps(stream):
    """Lists of messages that make up a step: only the last one of a step has the position."""
    parts = []
    for message in stream:
        parts.append(message)
        if message.HasField("position"):
            yield parts
            parts = []
