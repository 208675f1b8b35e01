import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type District, expect, expectAccessible, look, type Page, test, UNFINISHED } from "./suite/test.js";

// Beside those that cannot be submitted as they are, one report waits for review.
const WAITING = "qinghe-civil-affairs";
const PAGE = "/qinghe/2024/tables";
const RECEIVED = "requests.received.total";
const LICENSING = "proactive_disclosure.licensing_decisions";

test.beforeAll(async ({ district }) => {
  test.setTimeout(120_000);
  await district.importRoster();
  await district.fileAll(2023);
  await district.fileAll(2024, [...UNFINISHED, WAITING]);
  await district.submit(WAITING, 2024);
});

// Each cell of the form and its total as the command line prints it.
async function totalsOf(district: District, year: number): Promise<Map<string, string>> {
  const lines = (await district.run("aggregate", "qinghe", "--year", String(year), "--output", "cells")).trimEnd();
  return new Map(lines.split("\n").map((line) => line.split("\t") as [string, string]));
}

// Stored integers, so that sums and differences are exact: money has six decimals.
function stored(printed: string, scale = 6): bigint {
  const [whole = "", decimals = ""] = printed.replaceAll(",", "").split(".");
  return BigInt(whole + decimals.padEnd(scale, "0"));
}

// What people see in each cell, line by line.
async function saidIn(page: Page): Promise<[string, string[]][]> {
  const said = await page.locator("td[data-cell]").evaluateAll((cells) =>
    cells.map((cell): [string, string[]] => {
      const seen = cell.cloneNode(true) as HTMLElement;
      for (const spoken of seen.querySelectorAll(".spoken")) spoken.remove();
      const lines = [...seen.querySelectorAll("button > span")].map((line) => line.textContent?.trim() ?? "");
      return [(cell as HTMLElement).dataset["cell"] ?? "", lines.map((line) => line.replaceAll(",", ""))];
    }),
  );
  expect(said).toHaveLength(200);
  return said;
}

async function figureIn(page: Page, cell: string): Promise<string> {
  await expect(figureOf(page, cell)).toBeVisible();
  return new Map(await saidIn(page)).get(cell)?.[0] ?? "";
}

function figureOf(page: Page, cell: string) {
  return page.locator(`[data-cell="${cell}"]`).getByRole("button");
}

async function open(page: Page, cell: string) {
  await figureOf(page, cell).click();
  return page.getByRole("dialog");
}

// Columns of a table's rows.
async function rowsOf(table: ReturnType<Page["getByRole"]>): Promise<string[][]> {
  return table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent?.trim() ?? "")),
    );
}

test("the three tables stand as the form is printed, with its merged heads", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await expect(page.getByRole("table")).toHaveCount(3);
  await expect(figureOf(page, RECEIVED)).toBeVisible();
  const printed = await district.run("render", "--to", "html", "-o", "-");
  const [shown, wanted] = await page.evaluate((html) => {
    const layout = (root: Document) =>
      [...root.querySelectorAll("table")].map((table) => ({
        caption: table.caption?.textContent,
        rows: [...table.rows].map((row) =>
          [...row.cells].map((cell) => ({
            tag: cell.tagName,
            colspan: cell.colSpan,
            rowspan: cell.rowSpan,
            says: cell.dataset["cell"] ?? cell.textContent,
          })),
        ),
      }));
    const plain = html.replace(/<style>.*?<\/style>/s, "").replaceAll(" style=", " data-style=");
    return [layout(document), layout(new DOMParser().parseFromString(plain, "text/html"))];
  }, printed);
  expect(shown).toEqual(wanted);
  expect(wanted?.flatMap(({ rows }) => rows).length).toBeGreaterThan(35);
});

test("all 200 figures are the totals of the node, and say how much they cover", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await expect(page.locator("td[data-cell]")).toHaveCount(200);
  const plain = new Map<string, string>();
  for (const [cell, says] of await saidIn(page)) plain.set(cell, says[0] ?? "");
  const totals = await totalsOf(district, 2024);
  expect(plain).toEqual(totals);

  const answer = JSON.parse(await district.run("aggregate", "qinghe", "--year", "2024", "--output", "json"));
  const { proactiveDisclosure, requests } = answer.aggregate.totals;
  expect(plain.get(RECEIVED)).toBe(requests.received.total);
  expect(stored(plain.get("proactive_disclosure.administrative_fees") ?? "")).toBe(
    BigInt(proactiveDisclosure.administrativeFees),
  );
  const { expected, accepted } = answer.aggregate.coverage;
  await expect(page.getByText(`汇总自 ${accepted} / ${expected} 份应报报告（未报 3 份，待审 1 份）`)).toBeVisible();
  expect([accepted, expected]).toEqual([9, 13]);
  await expect(page.getByText("部分汇总")).toBeVisible();
  await expect(page.getByRole("link", { name: "查看未报单位" })).toHaveAttribute("href", "/qinghe/2024/missing");
  await look(page, "tables");
});

test("a year that all have filed for is shown as complete", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2023/tables"));
  await expect(page.getByText("汇总自 13 / 13 份应报报告")).toBeVisible();
  await expect(page.getByText("汇总完整")).toBeVisible();
  await expect(page.getByText("部分汇总")).toHaveCount(0);
});

test("a figure explains itself: the reports of all pages add up to it", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2023/tables"));
  const dialog = await open(page, RECEIVED);
  await expect(dialog.getByRole("heading", { name: "一、本年新收政府信息公开申请数量 · 总计" })).toBeVisible();
  await expect(dialog.getByText("汇总自 13 / 13 份应报报告", { exact: true })).toBeVisible();
  const shares = dialog.getByRole("table").first();
  await expect(shares.locator("tbody tr")).toHaveCount(10);
  await dialog.getByRole("button", { name: "更多" }).click();
  await expect(shares.locator("tbody tr")).toHaveCount(13);
  await expect(dialog.getByRole("button", { name: "更多" })).toHaveCount(0);
  const rows = await rowsOf(shares);
  const values = rows.map(([, value = ""]) => BigInt(value));
  const total = BigInt((await totalsOf(district, 2023)).get(RECEIVED) ?? "");
  expect(values.reduce((sum, value) => sum + value)).toBe(total);
  expect(values).toEqual(values.toSorted((a, b) => Number(b - a)));
  await expect(dialog.getByText(`已列 13 / 13 份，合计 ${total}`)).toBeVisible();
  expect(rows[0]).toEqual(["清禾区人民政府办公室", "97", "29.0%"]);
  await expect(dialog.getByText("2022 年没有已受理的报告，无从对比。")).toBeVisible();
});

test("a figure leads on to the organ's own tables with the same figure open", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  const dialog = await open(page, RECEIVED);
  await look(page, "tables-figure");
  await expectAccessible(page);
  await dialog.getByRole("link", { name: "清禾区人民政府办公室" }).click();
  await expect(page).toHaveURL(district.url(`/qinghe-office/2024/tables?cell=${RECEIVED}`));
  await expect(page.getByRole("dialog").getByText("汇总自 1 / 1 份应报报告", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(district.url("/qinghe-office/2024/tables"));
  await expect(figureOf(page, RECEIVED)).toHaveText(/112$/);
  // It was opened by the address, so there was no button to go back to.
  await expect(figureOf(page, RECEIVED)).toBeFocused();
});

test("the browser's way back closes the figure that was opened, and stays on the page", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2023/tables"));
  await open(page, RECEIVED);
  await expect(page).toHaveURL(new RegExp(`cell=${RECEIVED}`));
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(district.url("/qinghe/2023/tables"));
  await expect(figureOf(page, RECEIVED)).toBeFocused();
  await page.goForward();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(district.url("/qinghe/2023/tables"));
});

test("each figure stands beside its difference to last year", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await page.getByLabel("与上年对比").check();
  await expect(page).toHaveURL(/compare=1/);
  await expect(page.getByText("“2023 年”汇总自 13 / 13 份应报报告。")).toBeVisible();
  await expect(page.getByText("增减仅供参考")).toBeVisible();
  const [now, before] = [await totalsOf(district, 2024), await totalsOf(district, 2023)];
  await expect(figureOf(page, LICENSING)).toHaveAccessibleName(
    /^行政许可 · 本年处理决定数量 [\d,]+ 比上年 [+-][\d,]+$/,
  );
  for (const [cell, [, change = "0"]] of await saidIn(page)) {
    const difference = stored(now.get(cell) ?? "") - stored(before.get(cell) ?? "");
    expect(stored(change.replace("+", "")), cell).toBe(difference);
    expect(change.startsWith("+"), cell).toBe(difference > 0n);
  }
  await look(page, "tables-compared");

  const dialog = await open(page, RECEIVED);
  await expect(dialog.getByText("上年汇总自 13 / 13 份应报报告")).toBeVisible();
  const [compared] = await rowsOf(dialog.getByRole("table").nth(1));
  // Not as many reports as last year: no growth is told.
  expect(compared).toEqual([now.get(RECEIVED), before.get(RECEIVED), "—"]);
  await expect(dialog.getByText("不可比，不列增减和同比")).toBeVisible();
});

test("a figure of as many reports as last year has its growth", async ({ page, district }) => {
  await page.goto(district.url("/qinghe-office/2024/tables"));
  const dialog = await open(page, RECEIVED);
  await expect(dialog.getByText("上年汇总自 1 / 1 份应报报告")).toBeVisible();
  const [compared] = await rowsOf(dialog.getByRole("table").nth(1));
  const [value, last] = [112n, 97n];
  expect(compared?.slice(0, 3)).toEqual([`${value}`, `${last}`, `+${value - last}`]);
  expect(compared?.[3]).toBe(`${((Number(value - last) / Number(last)) * 100).toFixed(1)}%`);
});

test("what was filled in is told for each cell", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await page.getByLabel("显示每格填报情况").check();
  const rules = figureOf(page, "proactive_disclosure.rules.issued");
  const counts = /填数 (\d+)填“\/”(\d+)/.exec((await rules.textContent()) ?? "");
  expect(Number(counts?.[1]) + Number(counts?.[2])).toBe(9);
  expect(Number(counts?.[2])).toBeGreaterThan(0);
  await expect(figureOf(page, RECEIVED)).toContainText("填数 9");
  await rules.click();
  await expect(
    page.getByRole("dialog").getByText(`填数 ${counts?.[1]} 份，留空 0 份，填“/”${counts?.[2]} 份`),
  ).toBeVisible();
});

test("the choices stand in the address", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  await page.getByLabel("口径").selectOption("现行口径");
  await page.getByLabel("与上年对比").check();
  await page.getByLabel("显示每格填报情况").check();
  await expect(page).toHaveURL(/contents=1/);
  await page.reload();
  await expect(page.getByLabel("口径")).toHaveValue("today");
  await expect(page.getByLabel("与上年对比")).toBeChecked();
  await expect(page.getByLabel("显示每格填报情况")).toBeChecked();
  await page.getByLabel("条线").fill("公安");
  await page.getByLabel("条线").press("Enter");
  // No organ of the sample has a line of work.
  await expect(page.getByText("没有单位应报本年度报告")).toBeVisible();
  await expect(figureOf(page, RECEIVED)).toHaveText(/0$/);
});

test("the tables are read and explained by keyboard alone", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  const first = figureOf(page, "proactive_disclosure.rules.issued");
  await expect(first).toBeVisible();
  await page.getByLabel("显示每格填报情况").focus();
  // A table can be scrolled by keyboard, then comes its one stop.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(figureOf(page, "proactive_disclosure.normative_documents.in_force")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  await expect(figureOf(page, "requests.received.natural_person")).toBeFocused();
  for (let i = 0; i < 6; ++i) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(figureOf(page, "requests.carried_in.total")).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "二、上年结转政府信息公开申请数量 · 总计" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(figureOf(page, "requests.carried_in.total")).toBeFocused();
});

test("the totals are exported with what they cover", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  const files = new Map<string, string>();
  for (const name of ["Word", "Excel", "网页", "CSV"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("group", { name: "导出" }).getByRole("button", { name }).click(),
    ]);
    expect(download.suggestedFilename()).toContain("（汇总自9／13份）");
    files.set(name, await readFile(await download.path(), "latin1"));
  }
  expect(files.get("Word")?.slice(0, 2)).toBe("PK");
  expect(files.get("Excel")?.slice(0, 2)).toBe("PK");
  const html = Buffer.from(files.get("网页") ?? "", "latin1").toString();
  expect(html).toContain("汇总不完整：应报 13 份报告，只计入已受理的 9 份，尚缺 4 份");
  const total = (await totalsOf(district, 2024)).get(LICENSING);
  expect(html).toContain(`>${total}<`);
  expect(Buffer.from(files.get("CSV") ?? "", "latin1").toString()).toContain(`${total}`);
});

test("a roll-up that is not the sum of its parts is marked where it differs", async ({ page, district }) => {
  const folder = await mkdtemp(join(tmpdir(), "nianbao-roll-up-"));
  const answer = JSON.parse(await district.run("aggregate", "qinghe", "--year", "2023", "--output", "json"));
  const report = answer.aggregate.totals;
  report.proactiveDisclosure.licensingDecisions = String(Number(report.proactiveDisclosure.licensingDecisions) + 5);
  await writeFile(join(folder, "roll-up.json"), JSON.stringify(report));
  const explained = ["overview_missing", "problems_missing", "fee_statement_missing"].flatMap((rule) => [
    "--explain",
    `narrative.${rule}=文字部分另行报送。`,
  ]);
  const flags = ["--organ", "qinghe", "--as", "qinghe", ...explained, "--explain", "rollup.equals_parts=统计口径调整"];
  await district.run("submit", join(folder, "roll-up.json"), ...flags);
  await rm(folder, { recursive: true });
  await page.goto(district.url("/qinghe/2023/tables"));
  await expect(page.getByText("汇总自 13 / 13 份应报报告")).toBeVisible();
  await expect(page.getByText("汇总年报", { exact: true })).toHaveCount(0);

  const reviewer = ["--as", "区政务公开办", "--signed-off-by", "区政府办公室负责人"];
  await district.run("review", "accept", "qinghe/2023-rollup", ...reviewer);
  await page.getByRole("button", { name: "刷新" }).click();
  await expect(page.getByText("已受理的汇总年报（第 1 版）与逐级汇总数有 1 格不一致")).toBeVisible();
  const marked = page.getByRole("button", { name: /年报填/ });
  await expect(marked).toHaveCount(1);
  await expect(page.locator(`[data-cell="${LICENSING}"]`)).toContainText("年报填 70,082");
  await look(page, "tables-roll-up");
  await marked.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("汇总年报填 70,082，逐级汇总为 70,077，相差 +5。")).toBeVisible();
  // The roll-up itself is no part of the sum.
  await expect(dialog.getByText("已列 10 / 10 份，合计 70,077")).toBeVisible();
});

test("what moved a figure since the last visit is told", async ({ page, district }) => {
  await page.goto(district.url(PAGE));
  const before = await figureIn(page, RECEIVED);
  await expect(page.getByText("9 / 13")).toBeVisible();
  await district.accept(WAITING, 2024);
  await page.reload();
  await expect(page.getByText("汇总自 10 / 13 份应报报告（未报 3 份）")).toBeVisible();
  const after = await figureIn(page, RECEIVED);
  const dialog = await open(page, RECEIVED);
  await expect(dialog.getByRole("heading", { name: "上次查看以来的变化" })).toBeVisible();
  await expect(dialog.getByText(`${before} → ${after}`)).toBeVisible();
  const moves = await rowsOf(dialog.getByRole("table").last());
  expect(moves).toEqual([["清禾区民政局", "受理", `+${Number(after) - Number(before)}`]]);
});

test("the tables are accessible with all that can stand in a cell", async ({ page, district }) => {
  // A rule looks at each of some 500 cells and titles.
  test.slow();
  await page.goto(district.url("/qinghe/2024/tables?compare=1&contents=1"));
  await expect(figureOf(page, LICENSING)).toContainText("比上年");
  await expectAccessible(page);
  await page.goto(district.url("/qinghe/2023/tables"));
  await expect(page.getByRole("button", { name: /年报填/ })).toBeVisible();
  await expectAccessible(page);
});

test("the page speaks English, and labels stay those of the form", async ({ page, district }) => {
  await page.goto(district.url(`${PAGE}?compare=1`));
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText(/^Sum over \d+ of 13 expected reports/)).toBeVisible();
  await page.getByRole("button", { name: /^行政许可 · 本年处理决定数量 [\d,]+ since last year [-+][\d,]+$/ }).click();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Which reports it is made of" })).toBeVisible();
  await look(page, "tables-english");
});
