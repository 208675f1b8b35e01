// The bytes that are hashed and signed, as docs/proofs.md writes them down.
import type { Coverage } from "@gen/nianbao/aggregation/v1/aggregate_pb";

// Every integer takes eight bytes, two's complement, the most significant first. Before what varies in length stands
// how much of it there is.
export class CanonicalBytes {
  private readonly parts: Uint8Array[] = [];

  integer(value: bigint | number): this {
    return this.figures([BigInt(value)], false);
  }

  text(text: string | Uint8Array): this {
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    this.integer(bytes.length).parts.push(bytes);
    return this;
  }

  figures(figures: bigint[], counted = true): this {
    if (counted) this.integer(figures.length);
    const view = new DataView(new ArrayBuffer(8 * figures.length));
    figures.forEach((figure, i) => view.setBigInt64(8 * i, figure));
    this.parts.push(new Uint8Array(view.buffer));
    return this;
  }

  coverage(coverage: Coverage): this {
    for (const count of COUNTS) this.integer(coverage[count]);
    return this;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.parts.reduce((size, part) => size + part.length, 0));
    let end = 0;
    for (const part of this.parts) {
      bytes.set(part, end);
      end += part.length;
    }
    return bytes;
  }
}

// Of a coverage, in the order of their numbers.
export const COUNTS = [
  "expected",
  "accepted",
  "submitted",
  "returned",
  "missing",
  "published",
  "backloaded",
  "late",
  "summaries",
] as const;
