import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { AnnualReportSchema } from "@gen/nianbao/form/v1/annual_report_pb";
import { useRequestIds } from "@/rpc/request_id";

const report = (total: bigint) => create(AnnualReportSchema, { year: 2024, requests: { received: { total } } });

test("the same content asked for again has the same id", () => {
  const idOf = useRequestIds();
  assert.equal(idOf({ etag: "a", report: report(3n) }), idOf({ etag: "a", report: report(3n) }));
});

test("other content has another id", () => {
  const idOf = useRequestIds();
  const first = idOf({ etag: "a", report: report(3n) });
  const ids = [first, idOf({ etag: "a", report: report(4n) }), idOf({ etag: "b", report: report(4n) })];
  assert.equal(new Set(ids).size, 3);
});

test("what was asked for before something else is asked for anew", () => {
  const idOf = useRequestIds();
  const first = idOf({ etag: "a" });
  idOf({ etag: "b" });
  assert.notEqual(idOf({ etag: "a" }), first);
});
