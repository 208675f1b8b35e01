// A test of pages: it has a district for each spec, and fails when the page writes an error to the console.
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { District } from "./district.js";

export { expect, type Page } from "@playwright/test";
export { type District, FILES, SAMPLES, UNFINISHED } from "./district.js";

const SCREENSHOTS = fileURLToPath(new URL("../../../build/e2e/screenshots", import.meta.url));

interface Fixtures {
  // Errors on the console that a test expects, such as those of a connection that it breaks.
  expectedErrors: RegExp | undefined;
  consoleErrors: undefined;
}

export const test = base.extend<Fixtures, { district: District; headKey: string }>({
  headKey: ["", { option: true, scope: "worker" }],
  district: [
    async ({ headKey }, use) => {
      const district = await District.start(headKey);
      await use(district);
      await district.stop();
    },
    { scope: "worker" },
  ],
  expectedErrors: [undefined, { option: true }],
  consoleErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !expectedErrors?.test(text)) errors.push(text);
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      await use(undefined);
      expect(errors, "errors on the console").toEqual([]);
    },
    { auto: true },
  ],
});

// Writes what the page looks like, for a person to look at, in both themes.
export async function look(page: Page, name: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: `${SCREENSHOTS}/${name}-${theme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

// Fails on findings that keep people from using the page, in both themes.
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
