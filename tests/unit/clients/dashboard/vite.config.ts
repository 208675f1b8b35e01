// Tests of what the pages are made of, bundled for Node with the same names of folders as the pages: `vite build` with this
// configuration, then `node --test`.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../../../..", import.meta.url));

export default defineConfig({
  root: here,
  resolve: { alias: { "@gen": `${root}/build/dashboard/gen`, "@": `${root}/clients/dashboard/src` } },
  cacheDir: `${root}/build/dashboard/cache`,
  publicDir: false,
  build: {
    ssr: true,
    target: "node20",
    outDir: `${root}/build/dashboard/tests`,
    emptyOutDir: true,
    sourcemap: "inline",
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: readdirSync(here)
        .filter((file) => file.endsWith("_test.ts"))
        .map((file) => `${here}/${file}`),
    },
  },
});
