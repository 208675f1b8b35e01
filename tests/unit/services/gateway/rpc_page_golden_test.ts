// docs/rpc.md is what the protos say.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { readDescriptors } from "../../../../services/gateway/descriptors.js";
import { rpcPage } from "./rpc_page.js";

const [, , page = "", descriptors = ""] = process.argv;

test("docs/rpc.md has every method as the protos have it", () => {
  const written = rpcPage(readDescriptors(descriptors));
  if (process.env["NIANBAO_UPDATE_GOLDEN"] !== undefined) writeFileSync(page, written);
  const kept = readFileSync(page, "utf8");
  const places = kept.split("\n").findIndex((line, i) => line !== written.split("\n")[i]);
  assert.ok(
    kept === written,
    `docs/rpc.md differs from line ${places + 1} on. Run \`make golden\`, read the difference and commit it with the protos.`,
  );
});

test("every link within docs/rpc.md leads to a heading", () => {
  const text = readFileSync(page, "utf8");
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title.toLowerCase().replaceAll(/[^\w-]/g, ""),
  );
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = ""]) => link);
  assert.equal(new Set(anchors).size, anchors.length, "a heading stands there twice");
  assert.deepEqual(
    [...new Set(links)].filter((link) => !anchors.includes(link)),
    [],
  );
});
