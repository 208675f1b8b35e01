// Bundles each unit test of the pages' TypeScript into dashboard/tests of the build folder for `node --test`, so that
// sources stand under the same names as in the pages.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  resolve: {
    alias: { "@gen": here("../../../../build/dashboard/gen"), "@": here("../../../../clients/dashboard/src") },
  },
  cacheDir: here("../../../../build/dashboard/cache"),
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: "es2022",
    outDir: here("../../../../build/dashboard/tests"),
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      input: readdirSync(here("."), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("_test.ts")),
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
