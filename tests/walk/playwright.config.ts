// The walk through the README. NIANBAO_WALK_BUILD names a build folder whose programs stand in for compiling them in the
// clone; without it the clone is built from nothing, which takes a quarter of an hour and more.
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import pages from "../e2e/playwright.config.js";

const MINUTE = 60_000;

export default defineConfig({
  ...pages,
  testDir: ".",
  outputDir: fileURLToPath(new URL("../../build/walk/failed", import.meta.url)),
  // A machine that compiles beside it answers late.
  expect: { timeout: MINUTE },
  use: { ...pages.use, actionTimeout: MINUTE, navigationTimeout: MINUTE },
  timeout: (process.env["NIANBAO_WALK_BUILD"] === undefined ? 120 : 12) * MINUTE,
});
