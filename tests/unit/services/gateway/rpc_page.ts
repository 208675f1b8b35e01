// docs/rpc.md: every method of the suite, from the descriptors and their comments.
import {
  type DescEnum,
  type DescField,
  type DescMessage,
  type DescMethod,
  type DescService,
  type FileRegistry,
  getOption,
  isMessage,
  ScalarType,
} from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { publicServices } from "../../../../services/gateway/descriptors.js";
import { type Comments, commentsOf } from "../../../../services/gateway/openapi/comments.js";

const HEAD = `# Every RPC

Written from the protos and their comments; \`make golden\` writes it again. [integrator.md](integrator.md) says how to call, [access.md](access.md) who may call
what as a table, [error_reasons.md](error_reasons.md) what each reason means and what to do.

Below each method: its request and its answer, and the roles that may call it where identity is configured, for the organs that the named fields
name. Fields are those of the protos; in JSON they are written in lowerCamelCase (\`request_id\` is \`requestId\`), and 64-bit integers as strings.
Besides the errors named there, each call can be refused for who calls and for load, as error_reasons.md has it.
`;

const KINDS: Record<DescMethod["methodKind"], string> = {
  unary: "one request, one answer",
  server_streaming: "one request, a stream of answers",
  client_streaming: "a stream of requests, one answer",
  bidi_streaming: "a stream of requests, a stream of answers",
};

export function rpcPage(registry: FileRegistry): string {
  const comments = commentsOf(registry.files);
  const services = publicServices(registry);
  const methods = services.flatMap((service) => service.methods);
  const parts = partsOf(methods.flatMap(({ input, output }) => [input, output]));
  return `${[
    HEAD,
    index(services),
    ...services.map((service) => ofService(service, registry, comments)),
    "## Messages\n",
    ...parts.map((desc) => (desc.kind === "enum" ? ofEnum(desc, comments) : ofMessage(desc, comments))),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

function index(services: DescService[]): string {
  const rows = services.map(
    ({ typeName, methods }) =>
      `| [${shortName(typeName)}](#${anchor(shortName(typeName))}) | ${methods.map(({ name }) => `[${name}](#${anchor(name)})`).join(" · ")} |\n`,
  );
  return `| service | methods |\n|---|---|\n${rows.join("")}`;
}

function ofService(service: DescService, registry: FileRegistry, comments: Comments): string {
  const methods = service.methods.map((method) => ofMethod(method, registry, comments));
  return `## ${shortName(service.typeName)}\n\n\`${service.typeName}\`\n\n${said(service.typeName, comments)}${methods.join("")}`;
}

function ofMethod(method: DescMethod, registry: FileRegistry, comments: Comments): string {
  const name = `${method.parent.typeName}.${method.name}`;
  return [
    `### ${method.name}\n\n`,
    `\`${method.input.name}\` → \`${method.output.name}\`: ${KINDS[method.methodKind]}. ${who(method, registry)}\n\n`,
    said(name, comments),
    fields("request", method.input, comments),
    fields("answer", method.output, comments),
  ].join("");
}

// Who may call it, in a sentence.
function who(method: DescMethod, registry: FileRegistry): string {
  const extension = registry.getExtension("nianbao.identity.v1.access");
  if (extension === undefined) throw new Error("descriptors: nianbao.identity.v1.access is missing");
  const option = getOption(method, extension);
  if (extension.message === undefined || !isMessage(option)) throw new Error(`${method.name} has no access`);
  const access = reflect(extension.message, option);
  const of = (name: string) => {
    const field = extension.message?.field[name];
    if (field === undefined) throw new Error(`Access has no ${name}`);
    return access.get(field);
  };
  if (of("anyone") === true) return "Open to everyone who proves who it is.";
  const list = (name: string) => [...(of(name) as Iterable<unknown>)];
  const role = extension.message.field["roles"]?.enum;
  const roles = list("roles").map((number) =>
    role?.value[Number(number)]?.localName.toLowerCase().replaceAll("_", " "),
  );
  const peers = list("peers").map((peer) => `\`${peer}\``);
  const organs = list("organs").map((path) => `\`${path}\``);
  const subjects = roles.length > 0 ? [`${roles.join(", ")}, for ${organs.join(", ") || "all trees"}`] : [];
  return `Roles: ${[...subjects, ...(peers.length > 0 ? [`of the suite itself ${peers.join(", ")}`] : [])].join("; ")}.`;
}

function fields(title: string, message: DescMessage, comments: Comments): string {
  if (message.fields.length === 0) return `The ${title} has no fields.\n\n`;
  const rows = message.fields.map(
    (field) =>
      `| \`${field.name}\` | ${typeOf(field)} | ${line(comments.get(`${message.typeName}.${field.name}`))}${oneOf(field)} |\n`,
  );
  return `| ${title} | type | |\n|---|---|---|\n${rows.join("")}\n`;
}

function oneOf(field: DescField): string {
  return field.oneof === undefined ? "" : ` One of \`${field.oneof.name}\`.`;
}

function ofMessage(message: DescMessage, comments: Comments): string {
  return `### ${shortName(message.typeName)}\n\n${said(message.typeName, comments)}${fields("field", message, comments)}`;
}

function ofEnum(desc: DescEnum, comments: Comments): string {
  const rows = desc.values.map(
    ({ name, number }) => `| \`${name}\` | ${number} | ${line(comments.get(`${desc.typeName}.${name}`))} |\n`,
  );
  return `### ${shortName(desc.typeName)}\n\n${said(desc.typeName, comments)}| value | number | |\n|---|---|---|\n${rows.join("")}\n`;
}

// The messages and enums that these are made of, in the order in which they are met, each once.
function partsOf(roots: DescMessage[]): (DescMessage | DescEnum)[] {
  const met = new Set<DescMessage | DescEnum>();
  const meet = (message: DescMessage) => {
    for (const field of message.fields) {
      const part = field.message ?? field.enum;
      if (part === undefined || met.has(part) || !part.typeName.startsWith("nianbao.")) continue;
      met.add(part);
      if (part.kind === "message") meet(part);
    }
  };
  for (const root of roots) meet(root);
  return [...met].sort((a, b) => (shortName(a.typeName) < shortName(b.typeName) ? -1 : 1));
}

function typeOf(field: DescField): string {
  const each = elementOf(field);
  if (field.fieldKind === "list") return `${each}, repeated`;
  if (field.fieldKind === "map") return `map of ${each}`;
  return each;
}

function elementOf(field: DescField): string {
  const part = field.message ?? field.enum;
  if (part === undefined) return ScalarType[field.scalar as ScalarType].toLowerCase();
  if (!part.typeName.startsWith("nianbao.")) return `\`${part.typeName}\``;
  const name = shortName(part.typeName);
  return `[${name}](#${anchor(name)})`;
}

// A comment as paragraphs; what it says of errors apart.
function said(name: string, comments: Comments): string {
  const comment = comments.get(name);
  if (comment === undefined) return "";
  return `${marked(comment).replaceAll(/\s*\bErrors( further| of every call| that end the stream)?: /g, "\n\n**Errors$1:** ")}\n\n`;
}

function line(comment: string | undefined): string {
  return marked((comment ?? "").replaceAll(/\s*\n\s*/g, " ")).replaceAll("|", "\\|");
}

// Reasons and other constants as code, and nothing that Markdown would take for a tag.
function marked(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll(/\b[A-Z]+(?:_[A-Z0-9]+)+\b/g, "`$&`");
}

// Without what all have in common: submission.v1.Filing.
function shortName(typeName: string): string {
  return typeName.replace(/^nianbao\./, "");
}

// The anchor that Markdown viewers give a heading.
function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\w-]/g, "");
}
