// Calls that a replica did not answer are made again at another one.
import type { DescMessage, DescMethod, MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { createAsyncIterable } from "@connectrpc/connect/protocol";
import { NotConnected, type Replica } from "./replica.js";
import type { Replicas } from "./replicas.js";
import { isUnavailable } from "./upstream_error.js";

const ATTEMPTS_MAX = 4;
const BACKOFF_MS = 100;

// Changes that do not carry a request_id, which would make a repetition harmless.
const ONCE_ONLY = ["nianbao.identity.v1.NonceService/ConsumeNonce"];

export type Repeated = (method: DescMethod) => void;

type Requests = AsyncIterable<MessageInitShape<DescMessage>>;

// A call that no service has heard of is made again whatever it is. One that was lost on its way, or that a service had
// to leave, is made again if it is unary, or a stream of answers of which there was none yet. repeated is told of each
// repetition. When the service itself says when to come again, that is for the caller to hear.
export function repeatingTransport(replicas: Replicas, repeated: Repeated): Transport {
  return {
    unary: (method, signal, timeoutMs, header, input, contextValues) =>
      attempt(method, signal, timeoutMs, (transport, leftMs) =>
        transport.unary(method, signal, leftMs, header, input, contextValues).catch(lost),
      ),
    stream: async (method, signal, timeoutMs, header, input, contextValues) => {
      // An attempt uses up what it is given.
      const request = method.methodKind === "server_streaming" ? await all(input as Requests) : undefined;
      return attempt(method, signal, timeoutMs, async (transport, leftMs) => {
        const requests = request === undefined ? input : (createAsyncIterable(request) as typeof input);
        const response = await transport.stream(method, signal, leftMs, header, requests, contextValues);
        return request === undefined ? response : { ...response, message: await begun(response.message) };
      });
    },
  };

  async function attempt<Answer>(
    method: DescMethod,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
    call: (transport: Transport, leftMs: number | undefined) => Promise<Answer>,
  ): Promise<Answer> {
    const endMs = timeoutMs === undefined ? undefined : performance.now() + timeoutMs;
    const tried = new Set<Replica>();
    for (let attempts = 1; ; ++attempts) {
      try {
        const replica = await replicas.pick(tried);
        tried.add(replica);
        await replica.connect();
        return await call(replica.transport, leftOf(endMs));
      } catch (error) {
        const again = error instanceof NotConnected || (mayRepeat(method) && isUnavailable(error) && !saysWhen(error));
        if (signal?.aborted || !again || attempts === ATTEMPTS_MAX) throw error;
      }
      repeated(method);
      // Callers that lost the same replica do not come back at the same time.
      await passed(BACKOFF_MS * 2 ** (attempts - 1) * (0.5 + Math.random() / 2), signal);
    }
  }
}

// What the library says of an answer that breaks off within its message. In a stream it says so of the caller's messages too.
const BROKEN_OFF = /^protocol error: (promised \d+ bytes|incomplete envelope)/;

function lost(reason: unknown): never {
  const { rawMessage } = ConnectError.from(reason);
  throw BROKEN_OFF.test(rawMessage) ? new ConnectError(rawMessage, Code.Unavailable) : reason;
}

function mayRepeat(method: DescMethod): boolean {
  const isAnswered = method.methodKind === "unary" || method.methodKind === "server_streaming";
  return isAnswered && !ONCE_ONLY.includes(`${method.parent.typeName}/${method.name}`);
}

function saysWhen(error: unknown): boolean {
  const { details } = ConnectError.from(error);
  return details.some((detail) => "type" in detail && detail.type === "google.rpc.RetryInfo");
}

// Whole milliseconds, and never 0, which a transport takes for no limit at all.
function leftOf(endMs: number | undefined): number | undefined {
  if (endMs === undefined) return undefined;
  const leftMs = endMs - performance.now();
  if (leftMs <= 0) throw new ConnectError("call: no answer within the time given", Code.DeadlineExceeded);
  return Math.ceil(leftMs);
}

// Ends early when the signal aborts.
async function passed(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", give);
      resolve();
    }, ms);
    signal?.addEventListener("abort", give, { once: true });
  });
}

async function all<Message>(messages: AsyncIterable<Message>): Promise<Message[]> {
  const list: Message[] = [];
  for await (const message of messages) list.push(message);
  return list;
}

// The messages, of which the first has come.
async function begun<Message>(messages: AsyncIterable<Message>): Promise<AsyncIterable<Message>> {
  const rest = messages[Symbol.asyncIterator]();
  let first: IteratorResult<Message> | undefined = await rest.next();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const next = first ?? (await rest.next());
        first = undefined;
        return next;
      },
    }),
  };
}
