import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@gen/nianbao/submission/v1/event_pb";
import { checkHeads } from "@/proof/check_heads";
import { ChainCheck, chainNext, chainStart, type RawRecord } from "@/proof/event_chain";
import { hexOf } from "@/proof/hex";
import { isSignedBy, readHeads } from "@/proof/kept_heads";
import { golden, goldenKey, goldenPage, present } from "./golden";

const page = goldenPage();
const end = present(page.token);

function follow(records: RawRecord[]): ChainCheck {
  const check = new ChainCheck(end.logId);
  for (const record of records) check.take(fromBinary(EventSchema, record.event).sequence, record);
  return check;
}

// The record with a sequence, and with its event changed.
function altered(sequence: number, alter: (event: Uint8Array) => Uint8Array): RawRecord[] {
  return page.records.map((record, i) =>
    i === sequence - 1 ? { ...record, event: alter(Uint8Array.from(record.event)) } : record,
  );
}

test("The events of a real log are one chain up to its end", () => {
  const check = follow(page.records);
  assert.deepEqual(check.breaks, []);
  assert.equal(check.sequence, end.sequence);
  assert.equal(hexOf(check.digest), hexOf(end.digest));
});

test("The events of a real log are written down again byte for byte", () => {
  for (const { event } of page.records) {
    assert.equal(hexOf(toBinary(EventSchema, fromBinary(EventSchema, event))), hexOf(event));
  }
});

test("A field that is not known here, before others, breaks no chain", () => {
  // Field 12 with the text "x".
  const event = Uint8Array.from([0x62, 0x01, 0x78, ...present(page.records[0]).event]);
  const record = { event, digest: chainNext(chainStart(end.logId), event) };
  assert.deepEqual(follow([record]).breaks, []);
  assert.notEqual(hexOf(toBinary(EventSchema, fromBinary(EventSchema, event))), hexOf(event));
});

test("Whatever bit of an event is changed, the chain breaks there and nowhere else", () => {
  for (const [i, { event }] of page.records.entries()) {
    const sequence = BigInt(i + 1);
    // Behind the tag and value of the sequence, which a break of another kind tells.
    for (let byte = 2; byte < event.length; byte += 7) {
      const records = altered(i + 1, (bytes) => {
        bytes[byte] = (bytes[byte] ?? 0) ^ 0x10;
        return bytes;
      });
      const check = new ChainCheck(end.logId);
      records.forEach((record, j) => check.take(BigInt(j + 1), record));
      assert.deepEqual(check.breaks, [{ sequence, kind: "altered" }], `event ${sequence}, byte ${byte}`);
    }
  }
});

test("An event that is left out, put twice or put elsewhere breaks the chain", () => {
  const [first, second, third, ...rest] = page.records as [RawRecord, RawRecord, RawRecord];
  assert.deepEqual(follow([first, third, ...rest]).breaks, [{ sequence: 2n, kind: "missing" }]);
  assert.deepEqual(follow([second, third, ...rest]).breaks, [{ sequence: 1n, kind: "missing" }]);
  assert.notDeepEqual(follow([first, second, second, third, ...rest]).breaks, []);
  assert.notDeepEqual(follow([first, third, second, ...rest]).breaks, []);
});

test("A digest that is changed breaks the chain there and at the event after it", () => {
  const records = page.records.map((record, i) => (i === 4 ? { ...record, digest: chainStart("x") } : record));
  assert.deepEqual(follow(records).breaks, [
    { sequence: 5n, kind: "altered" },
    { sequence: 6n, kind: "altered" },
  ]);
});

test("Events of another log are none of this one", () => {
  const check = new ChainCheck(`${end.logId}x`);
  check.take(1n, present(page.records[0]));
  assert.deepEqual(check.breaks, [{ sequence: 1n, kind: "altered" }]);
});

test("Heads that were kept are signed by the key of the service, as they stand", () => {
  const heads = readHeads(golden.heads);
  assert.ok(Array.isArray(heads));
  assert.deepEqual(
    heads.map((head) => head.head?.sequence),
    [1n, 16n],
  );
  for (const head of heads) {
    assert.ok(isSignedBy(head, goldenKey()));
    assert.ok(head.signature.length > 0, "the check leaves the head as it is");
    if (head.head !== undefined) head.head.sequence += 1n;
    assert.ok(!isSignedBy(head, goldenKey()));
  }
  assert.equal(readHeads(`${golden.heads}\n{"head":1}`), 4);
});

test("A log that goes on from the heads that were kept was not rewritten", () => {
  const heads = readHeads(golden.heads);
  assert.ok(Array.isArray(heads));
  const events = page.records.map((record) => record.event);
  assert.deepEqual(checkHeads(heads, end.logId, events, goldenKey()), { met: 2, beforeRestore: 0, faults: [] });
  // A restore keeps the events and renews the id.
  assert.deepEqual(checkHeads(heads, "restored", events, undefined), { met: 2, beforeRestore: 2, faults: [] });
});

test("A log that was rewritten as a whole does not go through the heads that were kept", () => {
  const heads = readHeads(golden.heads);
  assert.ok(Array.isArray(heads));
  const kinds = (events: Uint8Array[], logId = end.logId) =>
    checkHeads(heads, logId, events, goldenKey()).faults.map(({ head, kind }) => `${head.head?.sequence} ${kind}`);
  const events = page.records.map((record) => record.event);
  const rewritten = altered(3, (bytes) => bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)));
  assert.deepEqual(kinds(rewritten.map((record) => record.event)), ["16 rewritten"]);
  assert.deepEqual(
    kinds(
      rewritten.map((record) => record.event),
      "restored",
    ),
    ["16 replaced"],
  );
  assert.deepEqual(kinds(events.slice(0, 15)), ["16 lost"]);
  const [first] = heads;
  if (first?.head !== undefined) first.head.digest = chainStart("x");
  assert.deepEqual(kinds(events), ["1 signature", "1 rewritten"]);
});
