// The SHA-256 hash (FIPS 180-4). That of the browser is there on https and localhost only, and offices have neither.
import { blockHash, rotateLeft } from "./block_hash";

const ROUNDS = 64;
const primes: number[] = [];
for (let n = 2; primes.length < ROUNDS; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);

// The first 32 bits of the fractions of their roots: exact, since a root has far fewer than 53 - 32 bits before the point.
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const CONSTANTS = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const expanded = new Uint32Array(ROUNDS);

const rotateRight = (x: number, by: number) => rotateLeft(x, 32 - by);

export const sha256 = blockHash(START, (state, block) => {
  expanded.set(block);
  for (let t = 16; t < ROUNDS; t++) {
    const w15 = at(expanded, t - 15);
    const w2 = at(expanded, t - 2);
    const s0 = rotateRight(w15, 7) ^ rotateRight(w15, 18) ^ (w15 >>> 3);
    const s1 = rotateRight(w2, 17) ^ rotateRight(w2, 19) ^ (w2 >>> 10);
    expanded[t] = s1 + at(expanded, t - 7) + s0 + at(expanded, t - 16);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < ROUNDS; t++) {
    const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(CONSTANTS, t) + at(expanded, t)) | 0;
    const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e] = [g, f, e, (d + t1) | 0];
    [d, c, b, a] = [c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = at(state, i) + word;
  });
});

function at(words: Uint32Array, index: number): number {
  return words[index] as number;
}
