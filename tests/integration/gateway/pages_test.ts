// What a browser gets that is no call. No service is needed for it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import http2 from "node:http2";
import { connect } from "node:net";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { startProgram, temporaryFolder } from "./suite/suite.js";

// The status of a path that is sent as it is, the first letter of the request before the others.
function statusOf(address: string, path: string, method = "GET"): Promise<string> {
  const [host = "", port] = address.split(":");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), host, () => {
      const request = `${method} ${path} HTTP/1.1\r\nhost: ${address}\r\nconnection: close\r\n\r\n`;
      socket.setNoDelay();
      socket.write(request.slice(0, 1), () => socket.write(request.slice(1)));
    });
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes;
    });
    socket.on("error", reject);
    socket.on("end", () => resolve(text.slice(9, 12)));
  });
}

test("Pages of the gateway", async (t) => {
  const folder = await temporaryFolder(t);
  const script = "console.log('年报')\n";
  await mkdir(`${folder}/www/assets`, { recursive: true });
  await writeFile(`${folder}/secret.txt`, "secret");
  await writeFile(`${folder}/www/index.html`, "<!doctype html><title>年报</title>");
  await writeFile(`${folder}/www/assets/index-Bx7yZ_12.js`, script);
  await writeFile(`${folder}/www/assets/index-Bx7yZ_12.js.br`, brotliCompressSync(script));
  await writeFile(`${folder}/www/assets/index-Bx7yZ_12.js.gz`, gzipSync(script));
  const gateway = await startProgram(t, "nianbao-gateway", ["--listen", "127.0.0.1:0", "--files", `${folder}/www`]);
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${gateway.url}${path}`, { headers });

  await t.test("are the files of a folder, each with its type", async () => {
    const page = await get("/");
    assert.equal(page.headers.get("content-type"), "text/html;charset=utf-8");
    assert.equal(page.headers.get("cache-control"), "no-cache");
    assert.match(await page.text(), /年报/);
    const asset = await get("/assets/index-Bx7yZ_12.js");
    assert.equal(asset.headers.get("content-type"), "text/javascript");
    assert.equal(asset.headers.get("cache-control"), "public, max-age=31536000, immutable");
  });

  await t.test("are sent compressed as they lie there", async () => {
    for (const [accepted, encoding] of [
      ["gzip, br", "br"],
      ["gzip", "gzip"],
      ["identity", null],
    ] as const) {
      const asset = await get("/assets/index-Bx7yZ_12.js", { "accept-encoding": accepted });
      assert.equal(asset.headers.get("content-encoding"), encoding);
      assert.equal(asset.headers.get("content-type"), "text/javascript");
      assert.equal(await asset.text(), script);
    }
  });

  await t.test("are the application's for paths that are no files", async () => {
    assert.match(await (await get("/organs/qinghe/2024")).text(), /<title>年报/);
    assert.equal((await get("/assets/gone-12345678.js")).status, 404);
  });

  await t.test("are never outside the folder", async () => {
    for (const path of [
      "/../secret.txt",
      "/assets/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/..\\secret.txt",
      "/%",
    ]) {
      assert.equal(await statusOf(gateway.address, path), "400", path);
    }
  });

  await t.test("are HTTP/1.1 even where the first letter is that of HTTP/2", async () => {
    assert.equal(await statusOf(gateway.address, "/healthz", "POST"), "200");
    assert.equal(await statusOf(gateway.address, "/", "PUT"), "404");
  });

  await t.test("are told of without being sent", async () => {
    for (const path of ["/api", "/openapi.json", "/healthz"]) {
      const { status, headers, body } = await fetch(`${gateway.url}${path}`, { method: "HEAD" });
      assert.deepEqual([path, status, body], [path, 200, null]);
      assert.ok(Number(headers.get("content-length")) > 0, path);
      const { status: overHttp2, bytes } = await headOverHttp2(gateway.url, path);
      assert.deepEqual([path, overHttp2, bytes], [path, 200, 0]);
    }
  });

  await t.test("tell browsers what they may do", async () => {
    for (const path of ["/", "/api", "/healthz", "/assets/gone.js"]) {
      const { headers } = await get(path);
      const policy = headers.get("content-security-policy") ?? "";
      assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/, path);
      assert.doesNotMatch(policy, /unsafe/);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "no-referrer");
    }
  });

  await t.test("describe the interface as valid OpenAPI 3.1, with the words of the protos", async () => {
    const document = await (await get("/openapi.json")).json();
    const validator = new Validator();
    const result = await validator.validate(document);
    assert.ok(result.valid, JSON.stringify(result.errors));
    assert.equal(validator.version, "3.1");
    const jsonSchema = new Ajv2020();
    for (const [name, schema] of Object.entries<object>(document.components.schemas)) {
      assert.ok(jsonSchema.validateSchema(schema), `${name}: ${jsonSchema.errorsText()}`);
    }

    const watch = document.paths["/nianbao.aggregation.v1.AggregationService/WatchAggregates"].post;
    assert.ok("application/x-ndjson" in watch.responses["200"].content);
    const { properties } = document.components.schemas["nianbao.aggregation.v1.CellTotal"];
    assert.equal(properties.value.type, "string");
    assert.match(properties.value.description, /fen for fees/);
    // Streams in both directions do not take JSON.
    assert.ok(!("/nianbao.submission.v1.SubmissionService/BatchSubmit" in document.paths));
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)];
    for (const [, name] of references) assert.ok((name ?? "") in document.components.schemas, name);
  });

  await t.test("show the interface to people, without scripts", async () => {
    const page = await (await get("/api")).text();
    assert.ok(page.includes("POST /nianbao.submission.v1.ReviewService/AcceptFiling"));
    assert.ok(page.includes('<td><a href="#nianbao.form.v1.AnnualReport">'));
    assert.ok(!/<script|style=|(src|href)="(?![#/])/.test(page));
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)];
    for (const [, anchor] of anchors) assert.ok(page.includes(`id="${anchor}"`), anchor);
  });
});

async function headOverHttp2(url: string, path: string): Promise<{ status: number; bytes: number }> {
  const session = http2.connect(url);
  try {
    const stream = session.request({ ":method": "HEAD", ":path": path });
    const answered = once(stream, "response");
    let bytes = 0;
    for await (const chunk of stream) bytes += chunk.length;
    const [headers] = await answered;
    return { status: headers[":status"], bytes };
  } finally {
    session.close();
  }
}
