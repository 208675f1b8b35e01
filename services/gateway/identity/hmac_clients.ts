// The systems that sign their requests, as a file lists them.
import { followFiles } from "../followed_files.js";
import { OptionError } from "../option_error.js";
import { readSecretFile } from "../secret_file.js";

// The names of the HMACs, and of their hashes as Node.js has them.
export const ALGORITHMS = { "HMAC-SHA256": "sha256", "HMAC-SM3": "sm3" } as const;
export type Algorithm = keyof typeof ALGORITHMS;

export interface HmacClient {
  id: string;
  // Whom the services take it for.
  subject: string;
  algorithm: Algorithm;
  secret: Buffer;
}

const SECRET_BYTES_MIN = 32;
const SUBJECT_BYTES_MAX = 128;
const FIELDS = ["id", "subject", "algorithm", "secret"];
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const PLAIN_LINE = /^(?!\s)[^\p{C}\p{Zl}\p{Zp}]+(?<!\s)$/u;

export class HmacClients {
  private clients: ReadonlyMap<string, HmacClient>;

  // Throws OptionError.
  constructor(private readonly path: string) {
    this.clients = read(path);
  }

  find(id: string): HmacClient | undefined {
    return this.clients.get(id);
  }

  // Reads the file again whenever it changes, until the function that it returns is called.
  follow(): () => void {
    return followFiles("hmac-clients", [this.path], () => {
      this.clients = read(this.path);
      return `${this.clients.size} clients`;
    });
  }
}

function read(path: string): ReadonlyMap<string, HmacClient> {
  return clientsIn(readSecretFile("hmac-clients", path), path);
}

// Throws OptionError.
export function clientsIn(text: string, path: string): ReadonlyMap<string, HmacClient> {
  const wrong = (message: string, chinese: string) =>
    new OptionError(`hmac-clients: ${path}: ${message}`, `调用方名单 ${path} 有误：${chinese}`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw wrong((error as Error).message, "不是有效的 JSON。");
  }
  const entries = (document as { clients?: unknown } | null)?.clients;
  if (!Array.isArray(entries) || Object.keys(document as object).length !== 1) {
    throw wrong('want {"clients": [{"id", "subject", "algorithm", "secret"}, …]}', '应写作 {"clients": […]}。');
  }
  const clients = new Map<string, HmacClient>();
  entries.forEach((entry: unknown, index) => {
    const place = `clients[${index}]`;
    const client = clientOf(entry, (field, want, chinese) =>
      wrong(`${place}.${field}: want ${want}`, `第 ${index + 1} 个调用方的 ${field} ${chinese}`),
    );
    if (clients.has(client.id)) {
      throw wrong(`${place}.id: got ${client.id} again, want each once`, `标识 ${client.id} 出现了两次。`);
    }
    clients.set(client.id, client);
  });
  return clients;
}

type Wrong = (field: string, want: string, chinese: string) => OptionError;

// Errors never say what the secret is.
function clientOf(entry: unknown, wrong: Wrong): HmacClient {
  if (typeof entry !== "object" || entry === null) throw wrong("*", "an object", "不是对象。");
  const unknown = Object.keys(entry).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw wrong(unknown, `no such field but ${FIELDS.join(", ")}`, "不是可用的字段。");
  const { id, subject, algorithm, secret } = entry as Record<string, unknown>;
  if (typeof id !== "string" || !/^[A-Za-z0-9._-]{1,64}$/.test(id)) {
    throw wrong("id", "1 to 64 letters, digits, dots, hyphens and underscores", "应为 1 至 64 个字母、数字或 . _ -。");
  }
  if (typeof subject !== "string" || !PLAIN_LINE.test(subject) || Buffer.byteLength(subject) > SUBJECT_BYTES_MAX) {
    throw wrong(
      "subject",
      `one line of at most ${SUBJECT_BYTES_MAX} bytes, without blanks at the ends`,
      "应为一行文字，首尾不留空格，不超过 128 字节。",
    );
  }
  if (typeof algorithm !== "string" || !Object.hasOwn(ALGORITHMS, algorithm)) {
    throw wrong("algorithm", Object.keys(ALGORITHMS).join(" or "), "应为 HMAC-SHA256 或 HMAC-SM3。");
  }
  const key = typeof secret === "string" && BASE64.test(secret) ? Buffer.from(secret, "base64") : Buffer.alloc(0);
  if (key.length < SECRET_BYTES_MIN) {
    throw wrong("secret", `base64 of at least ${SECRET_BYTES_MIN} bytes`, "应为至少 32 字节随机数的 base64。");
  }
  return { id, subject, algorithm: algorithm as Algorithm, secret: key };
}
