// Bodies of requests, bounded while they are read.
import { Code } from "@connectrpc/connect";
import type { Refuse } from "../refusal.js";

// Throws MESSAGE_TOO_LARGE when the body has more than bytesMax. What is left of it is read and dropped, since a
// connection that is closed while the caller still sends would lose the answer.
export async function* atMost(
  bytesMax: number,
  body: AsyncIterable<Uint8Array>,
  refuse: Refuse,
): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  let bytes = 0;
  for (let chunk = await chunks.next(); !chunk.done; chunk = await chunks.next()) {
    bytes += chunk.value.byteLength;
    if (bytes > bytesMax) {
      drop(chunks).catch(() => {});
      throw refuse({
        code: Code.ResourceExhausted,
        reason: "MESSAGE_TOO_LARGE",
        message: `request: got more than ${bytesMax} bytes, want at most that`,
        chinese: `请求超过上限 ${bytesMax} 字节，未被处理。`,
        metadata: { bytesMax: String(bytesMax) },
      });
    }
    yield chunk.value;
  }
}

async function drop(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  while (!(await chunks.next()).done) {}
}
