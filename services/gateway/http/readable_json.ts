// Requests in JSON, looked at before the handler does: a person wrote the program that sent them, and wants to know where it
// is wrong.
import { type DescMessage, fromJsonString, type JsonReadOptions } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import type { Refuse } from "../refusal.js";

// Throws REQUEST_UNREADABLE when the body is no message of this kind.
export async function* readableJson(
  message: DescMessage,
  body: AsyncIterable<Uint8Array>,
  options: Partial<JsonReadOptions>,
  refuse: Refuse,
): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  try {
    fromJsonString(message, new TextDecoder("utf-8", { fatal: true }).decode(bytes), options);
  } catch (error) {
    const fault = error instanceof TypeError ? "bytes that are no UTF-8" : (error as Error).message;
    throw refuse({
      code: Code.InvalidArgument,
      reason: "REQUEST_UNREADABLE",
      message: `request: got what cannot be read (${fault}), want the JSON of ${message.typeName}`,
      chinese: `请求内容不是接口要求的 JSON（${message.typeName}）：${fault}。请对照 /api 页面中该消息的字段修改后重试。`,
      metadata: { message: message.typeName },
    });
  }
  yield bytes;
}
