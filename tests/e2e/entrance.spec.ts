import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, SAMPLES, test } from "./suite/test.js";

test("an empty roster says how to fill it", async ({ page, district }) => {
  await page.goto(district.url("/"));
  await expect(page.getByText("名册中还没有单位")).toBeVisible();
});

test("the entrance leads to the top of the roster, and later to where the person looked last", async ({
  page,
  district,
}) => {
  await district.importRoster();
  await page.goto(district.url("/"));
  await expect(page).toHaveURL(/\/qinghe\/\d{4}\/overview$/);
  await expect(page.getByRole("banner")).toContainText("泠州市清禾区人民政府");

  await page.goto(district.url("/qinghe-education/2024/tables"));
  await expect(page.getByRole("banner")).toContainText("清禾区教育局");
  await page.goto(district.url("/"));
  await expect(page).toHaveURL(/\/qinghe-education\/2024\/overview$/);
});

test("an organ is picked by keyboard, by its other name or by some of its characters", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/rules"));
  const picker = page.getByRole("banner").getByRole("button", { name: /泠州市清禾区人民政府/ });
  const filter = page.getByRole("searchbox", { name: "筛选下级单位" });
  await picker.focus();
  await page.keyboard.press("Enter");
  await expect(filter).toBeFocused();
  const choices = page.getByRole("banner").getByRole("listitem").getByRole("button");
  await expect(choices).toHaveCount(13);
  await page.keyboard.press("ArrowDown");
  await expect(choices.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(choices.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(filter).toBeFocused();
  // An alias.
  await filter.fill("区政府办公室");
  await expect(choices).toHaveText(["清禾区人民政府办公室"]);
  await filter.fill("住建");
  await expect(choices).toHaveText(["清禾区住房和城乡建设局"]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(district.url("/qinghe-housing/2024/rules"));
});

test("a long name does not make the header grow", async ({ page, district }) => {
  const title = `清禾区${"城市管理和综合行政执法".repeat(4)}局`;
  const [head] = (await readFile(`${SAMPLES}/roster.csv`, "utf8")).split("\n");
  const file = join(await mkdtemp(join(tmpdir(), "nianbao-roster-")), "roster.csv");
  await writeFile(file, `${head}\nqinghe-long,${title},,DEPARTMENT,OWN,qinghe,,\n`);
  await district.run("roster", "import", file, "--as", "区政务公开办");
  const banner = page.getByRole("banner");
  await page.goto(district.url("/qinghe-education/2024/rules"));
  await expect(banner).toContainText("清禾区教育局");
  const short = await banner.boundingBox();
  await page.goto(district.url("/qinghe-long/2024/rules"));
  await expect(banner.getByTitle(title)).toBeVisible();
  expect((await banner.boundingBox())?.height).toBe(short?.height);
});
