// Checks SM2 signatures over SM3 (GB/T 32918, 32905). It only ever handles what is public, so that the time it takes may
// tell everything.
import { hexOf } from "./hex";
import { sm3 } from "./sm3";

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const A = P - 3n;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G: Point = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
// The identity of the signer where nobody agreed on another (GM/T 0009).
const IDENTITY = new TextEncoder().encode("1234567812345678");
// How a public key of this curve begins, as OpenSSL writes it: both object identifiers, and a point with both coordinates.
const KEY_HEAD = "3059301306072a8648ce3d020106082a811ccf5501822d03420004";

interface Point {
  x: bigint;
  y: bigint;
}

export interface PublicKey {
  readonly point: Point;
}

// From the text of a PEM file, as `openssl pkey -pubout` writes it; undefined when it is no such key.
export function readPublicKey(pem: string): PublicKey | undefined {
  const body = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/.exec(pem)?.[1];
  if (body === undefined) return undefined;
  let der: Uint8Array;
  try {
    der = Uint8Array.from(atob(body.replace(/\s/g, "")), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
  const head = KEY_HEAD.length / 2;
  if (der.length !== head + 64 || hexOf(der.subarray(0, head)) !== KEY_HEAD) return undefined;
  const point = { x: integerOf(der.subarray(head, head + 32)), y: integerOf(der.subarray(head + 32)) };
  return isOnCurve(point) ? { point } : undefined;
}

// signature: in DER.
export function verifies(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const parts = readSignature(signature);
  if (parts === undefined) return false;
  const { r, s } = parts;
  const t = (r + s) % N;
  if (r < 1n || r >= N || s < 1n || s >= N || t === 0n) return false;
  const point = add(times(s, G), times(t, key.point));
  if (point === undefined) return false;
  const e = integerOf(sm3(sm3(...whoSigns(key)), message));
  return (e + point.x) % N === r;
}

// What stands before the message: the identity with its length in bits, the curve, and the key.
function whoSigns({ point }: PublicKey): Uint8Array[] {
  const bits = IDENTITY.length * 8;
  return [Uint8Array.of(bits >> 8, bits & 0xff), IDENTITY, ...[A, B, G.x, G.y, point.x, point.y].map(bytesOf)];
}

// Two integers in a sequence, written in the one way that DER allows.
function readSignature(der: Uint8Array): { r: bigint; s: bigint } | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const numbers: bigint[] = [];
  let at = 2;
  while (at < der.length) {
    const size = der[at + 1] ?? 0;
    const bytes = der.subarray(at + 2, at + 2 + size);
    const [first = 0x80, second = 0x80] = bytes;
    const padded = first === 0 && size > 1 && second < 0x80;
    if (der[at] !== 0x02 || size === 0 || bytes.length !== size || first >= 0x80 || padded) return undefined;
    numbers.push(integerOf(bytes));
    at += 2 + size;
  }
  const [r, s] = numbers;
  return numbers.length === 2 && r !== undefined && s !== undefined ? { r, s } : undefined;
}

const mod = (value: bigint) => ((value % P) + P) % P;

function isOnCurve({ x, y }: Point): boolean {
  return x < P && y < P && mod(y * y - (x * x * x + A * x + B)) === 0n;
}

// undefined is the point at infinity.
function add(a: Point | undefined, b: Point | undefined): Point | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const same = a.x === b.x;
  if (same && mod(a.y + b.y) === 0n) return undefined;
  const slope = same ? (3n * a.x * a.x + A) * inverse(2n * a.y) : (b.y - a.y) * inverse(b.x - a.x);
  const x = mod(slope * slope - a.x - b.x);
  return { x, y: mod(slope * (a.x - x) - a.y) };
}

function times(factor: bigint, point: Point): Point | undefined {
  let sum: Point | undefined;
  for (const bit of factor.toString(2)) {
    sum = add(sum, sum);
    if (bit === "1") sum = add(sum, point);
  }
  return sum;
}

function inverse(value: bigint): bigint {
  let [a, b] = [mod(value), P];
  let [x, y] = [1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x);
}

function integerOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

function bytesOf(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(64, "0");
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}
