// The OpenAPI document as one page, without scripts.
import type { OpenApi, Operation } from "./document.js";
import type { Schema } from "./schema.js";

export const STYLE = `:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
h2 { border-bottom: 2px solid; margin-top: 3rem; }
h3 { margin-top: 2rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .3rem .6rem; text-align: left; vertical-align: top; }
p { max-width: 60rem; white-space: pre-line; }
`;

export function apiPage(api: OpenApi, stylesheet: string): string {
  const operations = Object.entries(api.paths);
  const services = api.tags.map(({ name, description }) => {
    const own = operations.filter(([path]) => path.startsWith(`/${name}/`));
    return `<h2 id="${escaped(name)}">${escaped(name)}</h2>${text(description)}${own.map(operation).join("")}`;
  });
  const schemas = Object.entries(api.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>nianbao 接口</title>
<link rel="stylesheet" href="${stylesheet}">
<h1>nianbao 接口 API</h1>
${text(api.info.description)}
<p><a href="/openapi.json">openapi.json</a></p>
<ul>${api.tags.map(({ name }) => `<li><a href="#${escaped(name)}"><code>${escaped(name)}</code></a></li>`).join("")}</ul>
${services.join("\n")}
<h2>消息 Messages</h2>
${schemas.map(schema).join("\n")}
</html>
`;
}

function operation([path, { post }]: [string, { post: Operation }]): string {
  const bodies = { 请求: post.requestBody.content, 答复: post.responses["200"]?.content ?? {} };
  const rows = Object.entries(bodies).flatMap(([title, content]) =>
    Object.entries(content).map(
      ([type, body]) => `<tr><th>${title}</th><td><code>${type}</code></td><td>${typeOf(body.schema)}</td></tr>`,
    ),
  );
  return `<h3><code>POST ${escaped(path)}</code></h3>${text(post.description ?? "")}<table>${rows.join("")}</table>`;
}

function schema([name, schema]: [string, Schema]): string {
  const rows = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).map(
    ([field, type]) =>
      `<tr><th><code>${escaped(field)}</code></th><td>${typeOf(type)}</td><td>${text(String(type["description"] ?? ""))}</td></tr>`,
  );
  const table = rows.length > 0 ? `<table>${rows.join("")}</table>` : "";
  return `<h3 id="${escaped(name)}"><code>${escaped(name)}</code></h3>${text(String(schema["description"] ?? ""))}${table}`;
}

function typeOf(schema: Schema): string {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const name = reference.slice(reference.lastIndexOf("/") + 1);
    return `<a href="#${escaped(name)}"><code>${escaped(name)}</code></a>`;
  }
  if (Array.isArray(schema["oneOf"])) return schema["oneOf"].map(typeOf).join(" | ");
  if (schema["type"] === "array") return `${typeOf(schema["items"] as Schema)} […]`;
  const [result] = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
  if (result !== undefined) return `{"${escaped(result[0])}": ${typeOf(result[1])}}`;
  return `<code>${escaped(String(schema["format"] ?? schema["type"]))}</code>`;
}

function text(words: string): string {
  return words === "" ? "" : `<p>${escaped(words)}</p>`;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
