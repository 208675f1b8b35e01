// Pictures for the guides, of the last week of January: the programs' clock begins there.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import pages from "../e2e/playwright.config.js";

const build = fileURLToPath(new URL("../../build", import.meta.url));
const LIBRARIES = `${build}/tests/integration/libfutex_deadline.so:/usr/lib/$(uname -m)-linux-gnu/faketime/libfaketimeMT.so.1`;
const programs = `${build}/guide/bin`;

mkdirSync(programs, { recursive: true });
for (const name of ["nianbao", "nianbao-gateway"]) {
  const clock = `TZ=UTC FAKETIME="@2025-01-24 02:00:00" FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1`;
  const faked = name === "nianbao" ? `${clock} LD_PRELOAD="${LIBRARIES}" ` : "";
  writeFileSync(`${programs}/${name}`, `#!/bin/sh\n${faked}exec "${build}/bin/${name}" "$@"\n`);
  chmodSync(`${programs}/${name}`, 0o755);
}
process.env["NIANBAO_BIN_DIR"] = programs;

export default defineConfig({
  ...pages,
  testDir: ".",
  testMatch: "pictures.spec.ts",
  outputDir: `${build}/guide/failed`,
  timeout: 900_000,
  expect: { timeout: 60_000 },
  use: { ...pages.use, viewport: { width: 1400, height: 860 }, actionTimeout: 60_000 },
});
