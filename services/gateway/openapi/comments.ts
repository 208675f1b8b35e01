// The comments of the protos, as the descriptor set keeps them.
import type { DescFile } from "@bufbuild/protobuf";

// By full name: of a field MESSAGE.FIELD, of a method SERVICE.METHOD, of an enum's value ENUM.VALUE.
export type Comments = ReadonlyMap<string, string>;

// Numbers of fields in descriptor.proto; a path to an element goes by them and by places.
const IN_FILE = { messages: 4, enums: 5, services: 6 };
const IN_MESSAGE = { fields: 2, messages: 3, enums: 4 };
const METHODS = 2;
const VALUES = 2;

export function commentsOf(files: Iterable<DescFile>): Comments {
  const comments = new Map<string, string>();
  for (const { proto } of files) {
    const byPath = new Map<string, string>();
    for (const { path, leadingComments } of proto.sourceCodeInfo?.location ?? []) {
      if (leadingComments !== "") byPath.set(path.join("."), paragraphs(leadingComments));
    }
    const note = (name: string, path: string) => {
      const comment = byPath.get(path);
      if (comment !== undefined) comments.set(name, comment);
    };
    type Message = (typeof proto.messageType)[number];
    type Enum = (typeof proto.enumType)[number];
    const noteEnum = (scope: string, { name, value }: Enum, path: string) => {
      note(`${scope}.${name}`, path);
      value.forEach((each, i) => note(`${scope}.${name}.${each.name}`, `${path}.${VALUES}.${i}`));
    };
    const noteMessage = (scope: string, message: Message, path: string) => {
      const name = `${scope}.${message.name}`;
      note(name, path);
      message.field.forEach((field, i) => note(`${name}.${field.name}`, `${path}.${IN_MESSAGE.fields}.${i}`));
      message.nestedType.forEach((nested, i) => noteMessage(name, nested, `${path}.${IN_MESSAGE.messages}.${i}`));
      message.enumType.forEach((nested, i) => noteEnum(name, nested, `${path}.${IN_MESSAGE.enums}.${i}`));
    };
    proto.messageType.forEach((message, i) => noteMessage(proto.package, message, `${IN_FILE.messages}.${i}`));
    proto.enumType.forEach((each, i) => noteEnum(proto.package, each, `${IN_FILE.enums}.${i}`));
    proto.service.forEach(({ name, method }, i) => {
      const service = `${proto.package}.${name}`;
      const path = `${IN_FILE.services}.${i}`;
      note(service, path);
      method.forEach((each, j) => note(`${service}.${each.name}`, `${path}.${METHODS}.${j}`));
    });
  }
  return comments;
}

// Lines of a comment that belong together become one; blank lines part them.
function paragraphs(comment: string): string {
  return comment
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, " "))
    .join("\n\n");
}
