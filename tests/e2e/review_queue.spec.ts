import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, SAMPLES, test } from "./suite/test.js";

const STREETS = 60;
const nameOf = (i: number) => `清禾区第${i}街道办事处`;

// More reports than one page of the queue has.
test.beforeAll(async ({ district }) => {
  const folder = await mkdtemp(join(tmpdir(), "nianbao-e2e-"));
  const roster = await readFile(`${SAMPLES}/roster.csv`, "utf8");
  const report = await readFile(`${SAMPLES}/2024/qinghe-hepan.txt`, "utf8");
  const rows: string[] = [];
  const files: string[] = [];
  for (let i = 1; i <= STREETS; i++) {
    rows.push(`qinghe-street-${i},${nameOf(i)},,SUBDISTRICT,OWN,qinghe,,990103${100 + i}000\n`);
    const file = join(folder, `${i}.txt`);
    await writeFile(file, report.replaceAll("清禾区禾畔街道办事处", nameOf(i)));
    files.push(file);
  }
  await writeFile(join(folder, "roster.csv"), roster + rows.join(""));
  await district.run("roster", "import", join(folder, "roster.csv"), "--as", "区政务公开办");
  await district.run(
    "rules",
    "set",
    "narrative.alike",
    "--status",
    "off",
    "--reason",
    "统一编写",
    "--as",
    "区政务公开办",
  );
  await district.run("submit", ...files, "--as", "区街道办");
});

test("a long queue is listed page by page, and read again as far as it was shown", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/review"));
  await expect(page.getByText("已列出 50 份，后面还有")).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(50);
  await page.getByRole("button", { name: "继续列出" }).click();
  await expect(page.getByText(`待审核 ${STREETS} 份`)).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(STREETS);
  await expect(page.getByRole("button", { name: "继续列出" })).toBeHidden();
  await district.accept("qinghe-street-7", 2024);
  await page.getByRole("button", { name: "刷新" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(STREETS - 1);
  await expect(page.getByRole("button", { name: nameOf(7), exact: true })).toBeHidden();
});
