import assert from "node:assert/strict";
import { test } from "node:test";
import { carriedUpstream, carryBack } from "../../../../services/gateway/bridge/metadata.js";

test("Upstream go the trace and the request's id, and nothing else that a caller says", () => {
  const request = new Headers({
    traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    tracestate: "a=b",
    "x-request-id": "r-1",
    authorization: "Bearer x",
    cookie: "a=b",
    "nianbao-actor-bin": "eA==",
    "grpc-timeout": "1S",
  });
  assert.deepEqual([...carriedUpstream(request).keys()], ["traceparent", "tracestate", "x-request-id"]);
});

test("Back comes the metadata of a service, without what belongs to its connection", () => {
  const back = new Headers({ "x-request-id": "r-1" });
  const upstream = {
    "nianbao-note-bin": "eA==",
    "grpc-status": "0",
    "content-type": "application/grpc",
    date: "today",
  };
  carryBack(new Headers(upstream), back);
  assert.deepEqual([...back.keys()], ["nianbao-note-bin", "x-request-id"]);
});
