import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type District, expect, expectAccessible, look, type Page, SAMPLES, test, UNFINISHED } from "./suite/test.js";

// Its report is in order, but comes later than the others.
const LAGGARD = { id: "qinghe-health", title: "清禾区卫生健康委员会" };
const TOWN = "清禾区鹭汀镇人民政府";
const PAGE = "/qinghe/2024/missing";

test.beforeAll(async ({ district }) => {
  test.setTimeout(120_000);
  await district.importRoster();
  await importRows(district, [
    `qinghe-luting,${TOWN},鹭汀镇人民政府,TOWNSHIP,OWN,qinghe,11990103MB9905447N,990103102000,"=HYPERLINK(""x"",""党政办"")",0990-5550142`,
  ]);
  await district.fileAll(2024, [...UNFINISHED, LAGGARD.id]);
});

async function importRows(district: District, rows: string[]): Promise<void> {
  const [head] = (await readFile(`${SAMPLES}/roster.csv`, "utf8")).split("\n");
  const folder = await mkdtemp(join(tmpdir(), "nianbao-roster-"));
  await writeFile(join(folder, "roster.csv"), [`${head},office,phone`, ...rows, ""].join("\n"));
  await district.run("roster", "import", join(folder, "roster.csv"), "--as", "区政务公开办");
  await rm(folder, { recursive: true });
}

function rowOf(page: Page, title: string) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: title }) });
}

// How far a day lies behind today in Shanghai.
function daysSince(day: string): number {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  return (Date.parse(today) - Date.parse(day)) / 86_400_000;
}

async function downloadCsv(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "导出 CSV" }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("those who have not filed are listed with state, due day, days over and contact", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  const town = rowOf(page, TOWN);
  await expect(town).toContainText("未报");
  await expect(town).toContainText("2025-01-31");
  await expect(town).toContainText(`逾期 ${daysSince("2025-01-31")} 天`);
  await expect(town).toContainText("0990-5550142");
  await expect(rowOf(page, "泠州市清禾区人民政府")).toContainText("2025-03-31");
  await expect(rowOf(page, "清禾区教育局")).toHaveCount(0);
  await expect(page.getByText("符合条件的 5 份")).toBeVisible();
  // Thirteen own reports and the roll-up of the district.
  await expect(page.locator("dl")).toHaveText(/应报14已报9已受理9未报5逾期未报5逾期报送9/);
  await expect(town.getByRole("link", { name: `填报：${TOWN}` })).toHaveAttribute("href", "/qinghe-luting/2024/file");
  // There is nothing to review yet.
  await expect(town.getByRole("link", { name: /^审核/ })).toHaveCount(0);
  await page.setViewportSize({ width: 1024, height: 768 });
  for (const text of [town.getByText("2025-01-31"), town.getByRole("link")]) {
    expect(
      await text.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getClientRects().length;
      }),
    ).toBe(1);
  }
  await look(page, "missing");
  await expectAccessible(page);
});

test.describe("elsewhere", () => {
  test.use({ timezoneId: "America/Los_Angeles" });

  test("days are those of Shanghai", async ({ page, district }) => {
    await page.goto(district.url(PAGE));
    await expect(rowOf(page, TOWN)).toContainText(`逾期 ${daysSince("2025-01-31")} 天`);
  });
});

test("nobody is late before the year is over", async ({ page, district }) => {
  const year = new Date().getFullYear();
  await page.goto(district.url(`/qinghe/${year}/missing`));
  const left = -daysSince(`${year + 1}-01-31`);
  await expect(rowOf(page, TOWN)).toContainText(`还有 ${left} 天`);
  await expect(page.getByText("逾期未报 0")).toBeVisible();
});

test("the list is narrowed by state and name, and the choice stands in the address", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await page.getByRole("radio", { name: "已受理 9" }).check();
  await expect(rowOf(page, "清禾区教育局")).toContainText("已受理");
  await expect(rowOf(page, "清禾区教育局")).toContainText("逾期报送");
  await expect(rowOf(page, TOWN)).toHaveCount(0);
  await page.getByRole("searchbox", { name: "按单位名称筛选" }).fill("教育");
  await expect(page.getByText("符合条件的 1 份")).toBeVisible();
  await expect(page).toHaveURL(/state=accepted&text=/);
  await page.reload();
  await expect(page.getByText("符合条件的 1 份")).toBeVisible();
  await page.getByRole("searchbox", { name: "按单位名称筛选" }).fill("没有这个");
  await expect(page.getByText("没有符合条件的单位。")).toBeVisible();
  await page.goto(district.url(`${PAGE}?state=all`));
  await expect(page.getByText("符合条件的 14 份")).toBeVisible();
});

test("the list is exported as a file that a spreadsheet opens as text", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await expect(rowOf(page, TOWN)).toBeVisible();
  const { name, bytes } = await downloadCsv(page);
  expect(name).toBe("2024年泠州市清禾区人民政府未报单位.csv");
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.subarray(3).toString("utf8").split("\r\n");
  expect(lines[0]).toBe("单位,标识,上级,报告,报送情况,截止日,剩余天数（负数为逾期）,剩余或逾期,联系部门,电话");
  const over = daysSince("2025-01-31");
  // What would be a formula is text.
  const office = `"'=HYPERLINK(""x"",""党政办"")"`;
  expect(lines).toContain(
    `${TOWN},qinghe-luting,,本级,未报,2025-01-31,-${over},逾期 ${over} 天,${office},0990-5550142`,
  );
  expect(lines.filter((line) => line !== "")).toHaveLength(6);
});

test("a reminder is written, changed and copied", async ({ page, district, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(district.url(PAGE));
  await page.getByRole("searchbox", { name: "按单位名称筛选" }).fill("镇");
  await page.getByRole("button", { name: "催报名单" }).click();
  const dialog = page.getByRole("dialog", { name: "催报名单" });
  const text = dialog.getByRole("textbox", { name: "催报内容" });
  await expect(text).toHaveValue(
    new RegExp(
      `^请尽快报送 2024 年度[^\\n]*共 1 份未报）：\\n1\\. ${TOWN}（本级）：未报，2025-01-31 截止，逾期 \\d+ 天；联系`,
    ),
  );
  await look(page, "missing-reminder");
  await expectAccessible(page);
  await text.press("Control+End");
  await text.pressSequentially("，谢谢。");
  await dialog.getByRole("button", { name: "复制" }).click();
  await expect(dialog.getByText("已复制。")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/0990-5550142，谢谢。$/);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "催报名单" })).toBeFocused();
});

test("the page is used by keyboard alone", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await expect(rowOf(page, TOWN)).toBeVisible();
  await page.getByRole("radio", { name: /^未报/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /^逾期未报/ })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "已受理 9" })).toBeChecked();
  await expect(page.getByText("符合条件的 9 份")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.type("教育");
  await expect(page.getByText("符合条件的 1 份")).toBeVisible();
  // The reminder, the export, the table that can be scrolled, and the links of the one row.
  for (let i = 0; i < 4; ++i) await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "填报：清禾区教育局" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(district.url("/qinghe-education/2024/file"));
});

test("an organ leaves the list once it has filed, and the queue once it is accepted", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await expect(rowOf(page, LAGGARD.title)).toContainText("未报");
  await district.submit(LAGGARD.id, 2024);
  await page.getByRole("button", { name: "刷新" }).click();
  await expect(page.getByText("符合条件的 4 份")).toBeVisible();
  await expect(rowOf(page, LAGGARD.title)).toHaveCount(0);
  await page.getByRole("radio", { name: "已报待审 1" }).check();
  await expect(rowOf(page, LAGGARD.title)).toContainText("已报待审");
  await expect(rowOf(page, LAGGARD.title).getByRole("link", { name: /^审核/ })).toHaveAttribute(
    "href",
    `/${LAGGARD.id}/2024/review?filing=organs/${LAGGARD.id}/filings/2024-own`,
  );
  await district.run("review", "return", `${LAGGARD.id}/2024`, "--as", "区政务公开办", "--reason", "请核对数据。");
  await page.getByRole("button", { name: "刷新" }).click();
  await page.getByRole("radio", { name: "已退回 1" }).check();
  await expect(rowOf(page, LAGGARD.title)).toContainText("已退回");
  await page.getByRole("radio", { name: "未报 5", exact: true }).check();
  await expect(rowOf(page, LAGGARD.title)).toContainText("已退回");
  await district.submit(LAGGARD.id, 2024);
  await district.accept(LAGGARD.id, 2024);
  await page.getByRole("button", { name: "刷新" }).click();
  await expect(page.getByText("符合条件的 4 份")).toBeVisible();
  await page.getByRole("radio", { name: "已受理 10" }).check();
  await expect(rowOf(page, LAGGARD.title)).toContainText("已受理");
});

test("the page speaks English", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await page.getByRole("button", { name: "English" }).click();
  await expect(rowOf(page, TOWN)).toContainText("Not filed");
  await expect(rowOf(page, TOWN)).toContainText(`${daysSince("2025-01-31")} days over`);
  await expect(page.getByRole("radio", { name: /^Overdue/ })).toBeVisible();
});

// Last, since it makes the district large.
test("a large node is read part by part, and gone down branch by branch", async ({ page, district }) => {
  test.slow();
  const rows = ["qinghe-north,清禾区北片管理委员会,,DEVELOPMENT_ZONE,OWN,qinghe,,,,"];
  for (let i = 0; i < 2100; ++i) rows.push(`north-${i},北片${i}号站,,DEPARTMENT,OWN,qinghe-north,,,,`);
  await importRows(district, rows);
  await page.goto(district.url(PAGE));
  await expect(page.getByText("名单共 2115 份，已读取 2000 份；筛选只在已读取的之中。")).toBeVisible();
  await expect(page.getByRole("radio", { name: "全部 2115" })).toBeVisible();
  const list = page.getByRole("region", { name: "未报单位" });
  await expect(list.locator("tbody tr")).toHaveCount(200);
  await page.getByRole("button", { name: "更多" }).click();
  await expect(list.locator("tbody tr")).toHaveCount(400);
  await page.getByRole("button", { name: "全部读取" }).click();
  await expect(page.getByText("名单共 2115 份")).toHaveCount(0);
  // The export holds all that match, however many are drawn.
  await page.reload();
  await expect(page.getByText("名单共 2115 份")).toBeVisible();
  const unfiled = await page
    .getByRole("radio", { name: /^未报/ })
    .evaluate((radio) => radio.parentElement?.textContent);
  const { bytes } = await downloadCsv(page);
  const lines = bytes.toString("utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + Number(/\d+/.exec(unfiled ?? "")));
  expect(lines.length).toBeGreaterThan(2101);
  expect(bytes.toString("utf8")).toContain("北片2099号站,north-2099,清禾区北片管理委员会,本级");

  const branch = page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: "清禾区北片管理委员会", exact: true }) });
  await expect(branch.getByRole("cell")).toHaveText(["2101", "0", "0", "2101", "2101"]);
  await branch.getByRole("link").click();
  await expect(page).toHaveURL(district.url("/qinghe-north/2024/missing"));
  await expect(page.getByRole("radio", { name: "全部 2101" })).toBeVisible();
});
