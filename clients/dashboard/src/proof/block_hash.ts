// What SM3 and SHA-256 have in common: blocks of 64 bytes, eight words of state, the length at the end.

export type Hash = (...parts: Uint8Array[]) => Uint8Array;

const BLOCK = 64;

// compress: takes the 16 words of a block into the state.
export function blockHash(start: readonly number[], compress: (state: Uint32Array, block: Uint32Array) => void): Hash {
  return (...parts) => {
    const state = Uint32Array.from(start);
    const words = new Uint32Array(BLOCK / 4);
    const bytes = padded(parts);
    const view = new DataView(bytes.buffer);
    for (let offset = 0; offset < bytes.length; offset += BLOCK) {
      for (let i = 0; i < words.length; i++) words[i] = view.getUint32(offset + 4 * i);
      compress(state, words);
    }
    const digest = new DataView(new ArrayBuffer(4 * state.length));
    state.forEach((word, i) => digest.setUint32(4 * i, word));
    return new Uint8Array(digest.buffer);
  };
}

// The parts one after the other, a bit 1, bits 0 up to a whole block, and in its last eight bytes the length in bits.
function padded(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(Math.ceil((length + 9) / BLOCK) * BLOCK);
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  bytes[end] = 0x80;
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(length) * 8n);
  return bytes;
}

export function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
