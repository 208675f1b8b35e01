import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { compression } from "vite-plugin-compression2";

const build = fileURLToPath(new URL("../../build/dashboard", import.meta.url));

export default defineConfig({
  plugins: [
    vue(),
    // The gateway serves what stands beside a file in the encoding that the browser takes.
    compression({ algorithms: ["gzip", "brotliCompress"], threshold: 1024 }),
  ],
  resolve: { alias: { "@gen": `${build}/gen`, "@": fileURLToPath(new URL("src", import.meta.url)) } },
  define: { __INTLIFY_PROD_DEVTOOLS__: false, __VUE_I18N_LEGACY_API__: false, __VUE_OPTIONS_API__: false },
  cacheDir: `${build}/cache`,
  build: {
    rolldownOptions: { checks: { pluginTimings: false } },
    outDir: `${build}/files`,
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: false,
    // ECharts, which is fetched after the page is there.
    chunkSizeWarningLimit: 600,
  },
  // `npx vite` in this folder serves the sources, and sends calls to a gateway that runs already.
  server: {
    host: "127.0.0.1",
    proxy: {
      "^/(nianbao\\.|session$|log(in|out)|callback)": process.env["NIANBAO_GATEWAY"] ?? "http://127.0.0.1:7135",
    },
  },
});
