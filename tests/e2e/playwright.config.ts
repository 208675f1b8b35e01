// The pages in Debian's Chromium, before real services. Where the programs are is told by NIANBAO_BIN_DIR.
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const build = fileURLToPath(new URL("../../build", import.meta.url));
process.env["NIANBAO_BIN_DIR"] ??= `${build}/bin`;

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: `${build}/e2e/failed`,
  // Specs are entries of ctest, which runs them beside each other. One call is one spec: a worker has one district.
  workers: 1,
  reporter: [["list"]],
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
    viewport: { width: 1366, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "off",
  },
});
