// Server streams for callers that have nothing but JSON and HTTP: each message a line {"result": …}, an error the last
// line {"error": …}. Inside it is a Connect stream.
import {
  createAsyncIterable,
  encodeEnvelope,
  pipe,
  readAllBytes,
  transformSplitEnvelope,
  type UniversalHandler,
  type UniversalServerRequest,
  type UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { codeFromString, codeToHttpStatus } from "@connectrpc/connect/protocol-connect";

const END_STREAM = 2;
const UINT32_MAX = 0xffffffff;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

interface EndStream {
  error?: { code: string };
}

export function asksForLines(handler: UniversalHandler, request: UniversalServerRequest): boolean {
  return (
    handler.method.methodKind === "server_streaming" &&
    request.method === "POST" &&
    /^application\/json\s*(;|$)/.test(request.header.get("content-type") ?? "")
  );
}

export async function answerInLines(
  handler: UniversalHandler,
  request: UniversalServerRequest & { body: AsyncIterable<Uint8Array> },
): Promise<UniversalServerResponse> {
  const header = new Headers(request.header);
  header.set("content-type", "application/connect+json");
  header.delete("connect-accept-encoding");
  const response = await handler({ ...request, header, body: envelope(request.body) });
  if (response.body === undefined) return response;

  const envelopes = pipe(response.body, transformSplitEnvelope(UINT32_MAX))[Symbol.asyncIterator]();
  const first = await envelopes.next();
  const refused = first.done ? undefined : errorIn(first.value);
  response.header?.set("content-type", refused === undefined ? "application/x-ndjson" : "application/json");
  if (refused === undefined) return { ...response, body: lines(first, envelopes) };
  const code = codeFromString(refused.code);
  return {
    ...response,
    status: code === undefined ? 500 : codeToHttpStatus(code),
    body: createAsyncIterable([encoder.encode(JSON.stringify(refused))]),
  };
}

type Envelope = { flags: number; data: Uint8Array };

async function* envelope(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield encodeEnvelope(0, await readAllBytes(body, UINT32_MAX));
}

function errorIn({ flags, data }: Envelope): EndStream["error"] {
  return flags & END_STREAM ? (JSON.parse(decoder.decode(data)) as EndStream).error : undefined;
}

async function* lines(first: IteratorResult<Envelope>, rest: AsyncIterator<Envelope>): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; !next.done; next = await rest.next()) {
      const error = errorIn(next.value);
      if (error !== undefined) yield encoder.encode(`${JSON.stringify({ error })}\n`);
      if (next.value.flags & END_STREAM) return;
      yield encoder.encode(`{"result":${decoder.decode(next.value.data)}}\n`);
    }
  } finally {
    await rest.return?.();
  }
}
