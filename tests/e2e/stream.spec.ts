// One stream for callers of every kind: through the same gateway a page, a program on Node.js and one in C++ see the same total.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type DescMethodServerStreaming, fromJson, type JsonObject, toJson } from "@bufbuild/protobuf";
import { createAsyncIterable } from "@connectrpc/connect/protocol";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { readDescriptors } from "../../services/gateway/descriptors.js";
import { expect, test, UNFINISHED } from "./suite/test.js";

const IN_FORCE = "proactive_disclosure.normative_documents.in_force";
const descriptors = readDescriptors(new URL("../../build/gateway/descriptors.binpb", import.meta.url));

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2024, [...UNFINISHED, "qinghe-education"]);
  await district.submit("qinghe-education", 2024);
});

// What follows the first message: the first total of the cell that a report was accepted into.
async function movedOnNode(url: string, whenOpen: () => void): Promise<string> {
  const service = descriptors.getService("nianbao.aggregation.v1.AggregationService");
  const method = service?.methods.find(({ name }) => name === "WatchAggregates") as DescMethodServerStreaming;
  const request = fromJson(method.input, { nodes: ["organs/qinghe"], year: 2024, cells: [IN_FORCE] });
  const end = new AbortController();
  const transport = createGrpcTransport({ baseUrl: url });
  const { message } = await transport.stream(method, end.signal, undefined, undefined, createAsyncIterable([request]));
  for await (const each of message) {
    const { deltas } = toJson(method.output, each, { registry: descriptors }) as { deltas?: JsonObject[] };
    const cells = deltas?.[0]?.["cells"] as { value: string }[] | undefined;
    if (cells?.[0] !== undefined) {
      end.abort();
      return cells[0].value;
    }
    whenOpen();
  }
  throw new Error("the stream ended without a change");
}

async function movedInCpp(server: string, whenOpen: () => void): Promise<string> {
  const flags = ["--year", "2024", "--cell", IN_FORCE, "--updates", "2", "--output", "json"];
  const env = { ...process.env, NIANBAO_SERVER: server };
  const watch = spawn(`${process.env["NIANBAO_BIN_DIR"]}/nianbao`, ["watch", "qinghe", ...flags], { env });
  const lines: string[] = [];
  createInterface({ input: watch.stdout }).on("line", (line) => {
    lines.push(line);
    whenOpen();
  });
  await once(watch, "exit");
  return JSON.parse(lines.at(-1) ?? "{}").deltas?.[0].cells[0].value;
}

test("a page, a program on Node.js and one in C++ see the same total move", async ({ page, district }) => {
  const card = page.getByRole("listitem").filter({ hasText: "现行有效件数" });
  await page.goto(district.url("/qinghe/2024/overview"));
  await expect(card).toContainText("83");

  const moved: Promise<string>[] = [];
  await Promise.all([
    new Promise<void>((open) => moved.push(movedOnNode(district.gateway.url, open))),
    new Promise<void>((open) => moved.push(movedInCpp(district.gateway.address, open))),
  ]);
  await district.accept("qinghe-education", 2024);

  expect(await Promise.all(moved)).toEqual(["95", "95"]);
  await expect(card).toContainText("95");
});
