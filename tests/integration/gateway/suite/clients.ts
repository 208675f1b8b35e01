// Callers of a stream as programs and pages are.
import type { DescMethodStreaming } from "@bufbuild/protobuf";
import { fromJson, type JsonValue, toJson } from "@bufbuild/protobuf";
import type { ConnectError, Transport } from "@connectrpc/connect";
import { createAsyncIterable } from "@connectrpc/connect/protocol";
import { createConnectTransport as createConnectHttp2Transport, createGrpcTransport } from "@connectrpc/connect-node";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import { readDescriptors } from "../../../../services/gateway/descriptors.js";

export const registry = readDescriptors(new URL("../../../../descriptors.binpb", import.meta.url));

export const transports = {
  "Connect of a page": (baseUrl: string) => createConnectTransport({ baseUrl }),
  "Connect of a page, binary": (baseUrl: string) => createConnectTransport({ baseUrl, useBinaryFormat: true }),
  "gRPC-Web of a page": (baseUrl: string) => createGrpcWebTransport({ baseUrl }),
  "Connect of a program": (baseUrl: string) => createConnectHttp2Transport({ baseUrl, httpVersion: "2" }),
  "gRPC of a program": (baseUrl: string) => createGrpcTransport({ baseUrl }),
} satisfies Record<string, (baseUrl: string) => Transport>;

// The messages of a stream as JSON. name is SERVICE/METHOD.
export async function* streamed(
  transport: Transport,
  name: string,
  requests: JsonValue[],
  { signal, timeoutMs, headers }: { signal?: AbortSignal; timeoutMs?: number; headers?: Record<string, string> } = {},
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any message
): AsyncGenerator<any> {
  const [service = "", methodName] = name.split("/");
  const method = registry.getService(service)?.methods.find((method) => method.name === methodName);
  if (method === undefined) throw new Error(`no method ${name}`);
  const messages = createAsyncIterable(requests.map((request) => fromJson(method.input, request, { registry })));
  const response = await transport.stream(method as DescMethodStreaming, signal, timeoutMs, headers, messages);
  for await (const message of response.message) yield toJson(method.output, message, { registry });
}

// What the error's details say, by type.
export function detailOf(error: ConnectError, type: string): Record<string, unknown> {
  const desc = registry.getMessage(`google.rpc.${type}`);
  const [message] = desc === undefined ? [] : error.findDetails(desc);
  return message === undefined || desc === undefined ? {} : (toJson(desc, message) as Record<string, unknown>);
}
