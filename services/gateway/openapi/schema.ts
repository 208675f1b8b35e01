// What proto3 JSON makes of a message, as JSON Schema.
import { type DescEnum, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import type { Comments } from "./comments.js";

export type Schema = { [keyword: string]: unknown };

const INT32 = { type: "integer", format: "int32" };
// Integers of 64 bits are strings; a number is taken too.
const INT64 = { type: "string", format: "int64", pattern: "^-?[0-9]+$" };
const UINT64 = { type: "string", format: "uint64", pattern: "^[0-9]+$" };
const NUMBER = { type: "number", format: "double" };

const SCALARS: Record<ScalarType, Schema> = {
  [ScalarType.BOOL]: { type: "boolean" },
  [ScalarType.BYTES]: { type: "string", contentEncoding: "base64" },
  [ScalarType.DOUBLE]: NUMBER,
  [ScalarType.FIXED32]: { type: "integer", minimum: 0 },
  [ScalarType.FIXED64]: UINT64,
  [ScalarType.FLOAT]: NUMBER,
  [ScalarType.INT32]: INT32,
  [ScalarType.INT64]: INT64,
  [ScalarType.SFIXED32]: INT32,
  [ScalarType.SFIXED64]: INT64,
  [ScalarType.SINT32]: INT32,
  [ScalarType.SINT64]: INT64,
  [ScalarType.STRING]: { type: "string" },
  [ScalarType.UINT32]: { type: "integer", minimum: 0 },
  [ScalarType.UINT64]: UINT64,
};

// Messages that JSON writes in a way of their own.
const WELL_KNOWN: Record<string, Schema> = {
  "google.protobuf.Any": { type: "object", properties: { "@type": { type: "string" } }, required: ["@type"] },
  "google.protobuf.Duration": { type: "string", examples: ["1.5s"] },
  "google.protobuf.FieldMask": { type: "string", examples: ["name,openRevision.verdict"] },
  "google.protobuf.Timestamp": { type: "string", format: "date-time" },
};

// The schemas of messages and of all that they are made of, by full name.
export class Schemas {
  readonly all: Record<string, Schema> = {};

  constructor(private readonly comments: Comments) {}

  refer(desc: DescMessage | DescEnum): Schema {
    if (!(desc.typeName in this.all)) {
      // In its place before it is made, since a message may hold itself.
      const schema: Schema = {};
      this.all[desc.typeName] = schema;
      Object.assign(schema, desc.kind === "enum" ? this.ofEnum(desc) : this.ofMessage(desc));
    }
    return { $ref: `#/components/schemas/${desc.typeName}` };
  }

  private ofEnum(desc: DescEnum): Schema {
    const values = desc.values.map(({ name }) => `${name}: ${this.comments.get(`${desc.typeName}.${name}`) ?? ""}`);
    const comment = this.comments.get(desc.typeName) ?? "";
    return {
      type: "string",
      enum: desc.values.map(({ name }) => name),
      description: [comment, ...values].join("\n\n"),
    };
  }

  private ofMessage(desc: DescMessage): Schema {
    const description = this.describe(desc.typeName);
    const wellKnown = WELL_KNOWN[desc.typeName];
    if (wellKnown !== undefined) return { ...wellKnown, ...description };
    const properties = desc.fields.map((field) => [
      field.jsonName,
      { ...this.ofField(field), ...this.describe(`${desc.typeName}.${field.name}`) },
    ]);
    return { type: "object", ...description, properties: Object.fromEntries(properties), additionalProperties: false };
  }

  private ofField(field: DescField): Schema {
    switch (field.fieldKind) {
      case "scalar":
        return SCALARS[field.scalar];
      case "enum":
        return this.refer(field.enum);
      case "message":
        return this.refer(field.message);
      case "list":
        return { type: "array", items: this.ofElement(field) };
      case "map":
        return { type: "object", additionalProperties: this.ofElement(field) };
    }
  }

  private ofElement(field: DescField & { fieldKind: "list" | "map" }): Schema {
    if (field.message !== undefined) return this.refer(field.message);
    if (field.enum !== undefined) return this.refer(field.enum);
    return SCALARS[field.scalar];
  }

  private describe(name: string): Schema {
    const description = this.comments.get(name);
    return description === undefined ? {} : { description };
  }
}
