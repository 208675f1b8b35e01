// The chain of digests that makes the log of events tamper-evident.
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { isSame } from "./hex";
import { sm3 } from "./sm3";

// An event as it came. Its bytes are what the digest is over: a page that is older than the service does not know every
// field, and would write them down in another order.
export interface RawRecord {
  event: Uint8Array;
  digest: Uint8Array;
}

// From the bytes of an EventRecord: fields 1 and 2.
export function rawRecord(bytes: Uint8Array): RawRecord {
  const reader = new BinaryReader(bytes);
  const record: RawRecord = { event: new Uint8Array(), digest: new Uint8Array() };
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 1 && type === WireType.LengthDelimited) record.event = reader.bytes();
    else if (field === 2 && type === WireType.LengthDelimited) record.digest = reader.bytes();
    else reader.skip(type, field);
  }
  return record;
}

// The digest that stands before the first record of a log.
export function chainStart(logId: string): Uint8Array {
  return sm3(new TextEncoder().encode(`nianbao/log/${logId}`));
}

export function chainNext(before: Uint8Array, event: Uint8Array): Uint8Array {
  return sm3(before, event);
}

export interface Break {
  // The event that should stand there, from 1.
  sequence: bigint;
  // missing: another event stands in its place. altered: its digest is not that of its bytes after the one before.
  kind: "missing" | "altered";
}

// Follows the chain from the first event on.
export class ChainCheck {
  readonly breaks: Break[] = [];
  sequence = 0n;
  digest: Uint8Array;

  constructor(readonly logId: string) {
    this.digest = chainStart(logId);
  }

  // sequence: as the event says.
  take(sequence: bigint, record: RawRecord): void {
    const due = this.sequence + 1n;
    if (sequence !== due) this.breaks.push({ sequence: due, kind: "missing" });
    this.sequence = sequence;
    const digest = chainNext(this.digest, record.event);
    if (sequence === due && !isSame(digest, record.digest)) this.breaks.push({ sequence, kind: "altered" });
    // What follows a break is judged by itself.
    this.digest = record.digest;
  }
}
