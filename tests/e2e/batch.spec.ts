import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type District, expect, expectAccessible, look, type Page, SAMPLES, test } from "./suite/test.js";

// Its report has an error.
const HOUSING = "清禾区住房和城乡建设局";
const EDUCATION = "清禾区教育局";

// The browser writes every refusal to its console.
test.use({ expectedErrors: /status of 400/ });

let folder = "";

test.beforeAll(async ({ district }) => {
  folder = await mkdtemp(join(tmpdir(), "nianbao-batch-"));
  await district.importRoster();
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

// The reports of these organs in a sheet, as another program would hand it over.
async function sheetOf(district: District, organs: string[]): Promise<string> {
  const rows = await Promise.all(
    organs.map(async (organ) => {
      const read = await district.run("import", `${SAMPLES}/2024/${organ}.txt`, "--output", "json");
      return { organ, document: { report: JSON.parse(read).report } };
    }),
  );
  const path = join(folder, `${organs.join("-")}.json`);
  await writeFile(path, JSON.stringify({ rows }));
  return path;
}

async function open(page: Page, district: District): Promise<void> {
  await page.goto(district.url("/qinghe/2024/batch"));
  await page.getByLabel("请先写明操作人").fill("汇总员");
  await page.getByLabel("请先写明操作人").press("Enter");
}

const rowOf = (page: Page, title: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: title }) });

test("the empty sheet names the organs and can be chosen as it is", async ({ page, district }) => {
  await open(page, district);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载空白批量表" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("2024年政府信息公开工作年度报告批量表.xlsx");
  const path = await download.path();
  expect((await readFile(path)).subarray(0, 2).toString()).toBe("PK");
  await page.getByLabel("选择文件").setInputFiles({
    name: "批量表.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: await readFile(path),
  });
  await expect(page.getByText("批量表.xlsx 中没有填写的报告。")).toBeVisible();
  await expect(page.getByText("另有 13 行没有填写，已略过。")).toBeVisible();
});

test("a sheet is checked, what is in order submitted, and the rest saved as drafts", async ({ page, district }) => {
  const path = await sheetOf(district, ["qinghe-education", "qinghe-housing"]);
  await open(page, district);
  await page.getByLabel("选择文件").setInputFiles(path);
  await expect(rowOf(page, EDUCATION)).toContainText("可以报送");
  await expect(rowOf(page, HOUSING)).toContainText("有错误");
  await expect(page.getByText("共 2 份，可以报送 1 份，需要处理 1 份")).toBeVisible();
  await rowOf(page, HOUSING).getByRole("button", { name: "看问题" }).click();
  await expect(page.getByText("（三）不予公开 6.属于四类过程性信息 · 自然人 = 5").first()).toBeVisible();
  await look(page, "batch");
  await expectAccessible(page);
  // Nothing was filed by looking.
  expect(await district.run("filing", "list")).toBe("");

  await page.getByRole("button", { name: "报送 1 份" }).click();
  await expect(rowOf(page, EDUCATION)).toContainText("已报送");
  await page.getByRole("button", { name: "把需要处理的 1 份存为草稿" }).click();
  await expect(rowOf(page, HOUSING)).toContainText("已存草稿");
  const filings = await district.run("filing", "list");
  expect(filings).toContain("organs/qinghe-education/filings/2024-own");
  expect(filings).toContain("organs/qinghe-housing/filings/2024-own");
  await rowOf(page, HOUSING).getByRole("link", { name: "填报页" }).click();
  await expect(page).toHaveURL(district.url("/qinghe-housing/2024/file"));
});

test("a file that is no sheet is refused with what to do", async ({ page, district }) => {
  await open(page, district);
  await page.getByLabel("选择文件").setInputFiles({
    name: "汇总.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("单位,年度\n教育局,2024\n"),
  });
  await expect(page.getByRole("alert")).toContainText("请把数字填入空白批量表再导入");
});

test("the page speaks English", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/batch"));
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("button", { name: "Download the empty sheet" })).toBeVisible();
});
