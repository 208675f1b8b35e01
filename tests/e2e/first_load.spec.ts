// What a browser that has never been here must fetch before it shows the first page.
import { expect, test, UNFINISHED } from "./suite/test.js";

const BYTES_MAX = 350 * 1024;

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2024, UNFINISHED);
});

test("the first page needs at most 350 KB, and nothing from elsewhere", async ({ page, district }) => {
  const fetched = new Set<string>();
  page.on("request", (request) => fetched.add(request.url()));

  await page.goto(district.url("/qinghe/2024/overview"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const files = [...fetched].filter((url) => /\/overview$|\.\w+$/.test(new URL(url).pathname));
  expect(files.length).toBeGreaterThan(3);
  let bytes = 0;
  for (const url of files) {
    const { headers } = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    const length = Number(headers.get("content-length"));
    if (length > 10_000) expect(headers.get("content-encoding"), url).toBe("gzip");
    bytes += length;
  }
  expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
  for (const url of fetched) expect(new URL(url).host).toBe(district.gateway.address);
});
