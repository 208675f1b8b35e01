// What the gateway takes, for programs and people that do not read protos: OpenAPI 3.1.
import type { DescMethod, DescService } from "@bufbuild/protobuf";
import type { Comments } from "./comments.js";
import { type Schema, Schemas } from "./schema.js";

const ABOUT =
  "Every unary method and every server stream of the suite takes a POST of JSON; messages are proto3 JSON. An answer to " +
  "a stream is lines of JSON, one a message, and an error in the middle of it is the last line. The same addresses take " +
  "Connect, gRPC-Web and gRPC, and these alone the streams in both directions, over HTTP/2.";

export interface Operation {
  description?: string;
  operationId: string;
  requestBody: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, { post: Operation }>;
  components: { schemas: Record<string, Schema> };
}

export function openApi(services: DescService[], comments: Comments, version: string): OpenApi {
  const schemas = new Schemas(comments);
  const methods = services.flatMap((service) => service.methods).filter(takesJson);
  const paths = methods.map((method) => [`/${method.parent.typeName}/${method.name}`, { post: operation(method) }]);

  function operation(method: DescMethod) {
    const isStream = method.methodKind === "server_streaming";
    return {
      tags: [method.parent.typeName],
      operationId: `${method.parent.typeName}.${method.name}`,
      summary: method.name,
      description: comments.get(`${method.parent.typeName}.${method.name}`) ?? "",
      requestBody: { required: true, content: { "application/json": { schema: schemas.refer(method.input) } } },
      responses: {
        "200": isStream
          ? { description: "A line for each message.", content: { "application/x-ndjson": { schema: line(method) } } }
          : { description: "The answer.", content: { "application/json": { schema: schemas.refer(method.output) } } },
        default: { description: "The call was refused.", content: { "application/json": { schema: ERROR_REFERENCE } } },
      },
    };
  }

  function line(method: DescMethod): Schema {
    return {
      oneOf: [
        { type: "object", properties: { result: schemas.refer(method.output) }, required: ["result"] },
        { type: "object", properties: { error: ERROR_REFERENCE }, required: ["error"] },
      ],
    };
  }

  return {
    openapi: "3.1.0",
    info: { title: "nianbao", version, description: ABOUT },
    tags: services.map(({ typeName }) => ({ name: typeName, description: comments.get(typeName) ?? "" })),
    paths: Object.fromEntries(paths),
    components: { schemas: { ...schemas.all, Error: ERROR } },
  };
}

function takesJson({ methodKind }: DescMethod): boolean {
  return methodKind === "unary" || methodKind === "server_streaming";
}

const ERROR_REFERENCE = { $ref: "#/components/schemas/Error" };

const ERROR: Schema = {
  type: "object",
  description:
    "Why a call was refused. The reason is in the detail google.rpc.ErrorInfo, what to do in google.rpc.LocalizedMessage.",
  properties: {
    code: { type: "string", description: "The code of gRPC in small letters.", examples: ["not_found"] },
    message: { type: "string", description: "What was got and what is wanted, in English." },
    details: {
      type: "array",
      items: {
        type: "object",
        properties: {
          type: { type: "string", examples: ["google.rpc.ErrorInfo"] },
          value: { type: "string", contentEncoding: "base64", description: "The message of this type." },
          debug: { type: "object", description: "The same message as JSON." },
        },
        required: ["type", "value"],
      },
    },
  },
  required: ["code"],
};
