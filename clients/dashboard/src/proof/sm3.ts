// The SM3 hash (GB/T 32905). Browsers have none.
import { blockHash, rotateLeft } from "./block_hash";

const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e] as const;

const ROUNDS = 64;
// Of each round its constant, rotated by its number.
const CONSTANTS = Uint32Array.from({ length: ROUNDS }, (_, j) => rotateLeft(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));
const expanded = new Uint32Array(ROUNDS + 4);

const p0 = (x: number) => x ^ rotateLeft(x, 9) ^ rotateLeft(x, 17);
const p1 = (x: number) => x ^ rotateLeft(x, 15) ^ rotateLeft(x, 23);

export const sm3 = blockHash(START, (state, block) => {
  expanded.set(block);
  for (let j = 16; j < expanded.length; j++) {
    expanded[j] =
      p1(at(expanded, j - 16) ^ at(expanded, j - 9) ^ rotateLeft(at(expanded, j - 3), 15)) ^
      rotateLeft(at(expanded, j - 13), 7) ^
      at(expanded, j - 6);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let j = 0; j < ROUNDS; j++) {
    const a12 = rotateLeft(a, 12);
    const ss1 = rotateLeft((a12 + e + at(CONSTANTS, j)) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + (at(expanded, j) ^ at(expanded, j + 4))) | 0;
    const tt2 = (gg + h + ss1 + at(expanded, j)) | 0;
    [d, c, b, a] = [c, rotateLeft(b, 9), a, tt1];
    [h, g, f, e] = [g, rotateLeft(f, 19), e, p0(tt2)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = at(state, i) ^ word;
  });
});

function at(words: Uint32Array, index: number): number {
  return words[index] as number;
}
