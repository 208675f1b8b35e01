import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tabTo } from "./suite/keyboard.js";
import { type District, expect, expectAccessible, look, type Page, SAMPLES, test } from "./suite/test.js";

const REVIEWER = "审核员甲";
const LEADER = "区政府办公室负责人";
const EXPLANATION = "requests.carry_over=上年年报将一件已在年底前答复的申请重复计入结转，实际结转一件。";

const HOUSING = "清禾区住房和城乡建设局";
const HEALTH = "清禾区卫生健康委员会";
const MARKET = "清禾区市场监督管理局";
const POLICE = "泠州市公安局清禾分局";
const OFFICE = "清禾区人民政府办公室";
const TECHNOLOGY = "清禾区科技和信息化局";
const RESOURCES = "清禾区人力资源和社会保障局";

const COERCION = "proactive_disclosure.coercion_decisions";
const DOCUMENTS = "proactive_disclosure.normative_documents.in_force";

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2023);
});

async function goTo(page: Page, district: District, actor = REVIEWER): Promise<void> {
  await page.addInitScript((name) => localStorage.setItem("nianbao.actor", name), actor);
  await page.goto(district.url("/qinghe/2024/review"));
}

async function open(page: Page, organ: string): Promise<void> {
  await page.getByRole("table").getByRole("button", { name: organ, exact: true }).click();
  await expect(page.getByRole("heading", { name: `${organ} · 2024 年` })).toBeFocused();
}

// The button at a cell, found by its printed name.
const cell = (page: Page, name: string) =>
  page.getByRole("table").getByRole("button", { name: new RegExp(`^${name}( · [^：]*)?：`) });

async function totalOf(district: District, code: string): Promise<number> {
  const cells = await district.run("aggregate", "qinghe", "--year", "2024", "--output", "cells");
  const [, value] = new RegExp(`^${code}\t(.*)$`, "m").exec(cells) ?? [];
  return Number(value ?? 0);
}

// The report of an organ with 7 decisions on coercion instead of none.
async function withCoercion(organ: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "nianbao-e2e-")), "report.txt");
  const report = await readFile(`${SAMPLES}/2024/${organ}.txt`, "utf8");
  await writeFile(file, report.replace(/(行政强制\s+)0/, "$17"));
  return file;
}

// Its report of 2024 is mended; submitted once.
async function submitHousing(district: District): Promise<void> {
  const waiting = await district.run("review", "list", "qinghe", "--year", "2024");
  if (waiting.includes("qinghe-housing")) return;
  const file = `${SAMPLES}/2024-corrected/qinghe-housing.txt`;
  await district.run("submit", file, "--organ", "qinghe-housing", "--as", "qinghe-housing");
}

// Withdraws a report and submits it again, as its organ would.
async function submitAgain(district: District, organ: string): Promise<void> {
  await district.run("filing", "withdraw", `${organ}/2024`, "--as", organ);
  await district.submit(organ, 2024);
}

test("a report is returned with remarks and kinds of reasons, which its organ sees", async ({ page, district }) => {
  await district.submit("qinghe-health", 2024);
  await goTo(page, district);
  await expect(page.getByRole("row", { name: HEALTH })).toContainText("第 1 版");
  await open(page, HEALTH);
  await expect(cell(page, "行政许可")).toHaveAccessibleName(/：1,932；上年 [\d,]+/);
  await cell(page, "行政许可").click();
  await page.getByRole("textbox", { name: "批注" }).fill("与执法数据年报不符，请核对。");
  await page.getByRole("button", { name: "写好了" }).click();
  await expect(cell(page, "行政许可")).toHaveAccessibleName(/已写批注$/);

  // Nothing written is lost with the page.
  await page.reload();
  await expect(cell(page, "行政许可")).toHaveAccessibleName(/已写批注$/);
  await page.getByRole("button", { name: "退回修改…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("数据有误").check();
  await dialog.getByLabel("文字与数据不符").check();
  await dialog.getByLabel("原因 填报人会看到这段话。").fill("行政许可数请重新核对。");
  await look(page, "review-return");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "退回", exact: true }).click();
  await expect(page.getByRole("status")).toContainText(`已退回：${HEALTH} 2024 年报告。`);

  const shown = await district.run("filing", "show", "qinghe-health/2024");
  expect(shown).toContain("已退回");
  expect(shown).toContain("批注 行政许可 · 本年处理决定数量：与执法数据年报不符，请核对。");
  expect(shown).toContain("退回原因类别：数据有误");
  expect(shown).toContain("退回原因类别：文字与数据不符");
  expect(shown).toContain("退回原因：行政许可数请重新核对。");

  // What was sent is still seen at its cell.
  await page.getByRole("button", { name: "返回清单" }).click();
  await page.getByRole("button", { name: "已处理" }).click();
  await expect(page).toHaveURL(/list=handled/);
  await page.reload();
  await expect(page.getByRole("button", { name: "已处理" })).toHaveAttribute("aria-pressed", "true");
  await open(page, HEALTH);
  await cell(page, "行政许可").click();
  await expect(dialog.getByText("与执法数据年报不符，请核对。")).toBeVisible();
  await expect(page.getByText("写给这份报告、还没有送出的话")).toBeHidden();
});

test("a report that comes back has its changes marked, and its figures count once it is accepted", async ({
  page,
  district,
}) => {
  const organ = "qinghe-technology";
  await district.submit(organ, 2024);
  await district.run("review", "return", `${organ}/2024`, "--reason", "请核对", "--as", REVIEWER);
  await district.run("submit", await withCoercion("qinghe-technology"), "--organ", organ, "--as", organ);
  test.slow();
  await goTo(page, district);
  // The list does not know that it was returned before, so it does not say that it is the first.
  await expect(page.getByRole("row", { name: TECHNOLOGY })).toContainText("第 1 版");
  await expect(page.getByRole("row", { name: TECHNOLOGY })).not.toContainText("首次报送");
  await open(page, TECHNOLOGY);
  await expect(cell(page, "行政强制")).toHaveAccessibleName(/：7；原 0/);
  await expect(page.getByText("退回后再次报送 第 1 版")).toBeVisible();
  await expect(page.getByText("原 0")).toBeVisible();
  await look(page, "review-report");
  await expectAccessible(page);
  await page.getByLabel("与上次报送的不同（1 格）").uncheck();
  await expect(page.getByText("原 0")).toBeHidden();
  await page.getByLabel(/与 2023 年的不同/).uncheck();
  await expect(cell(page, "行政强制")).toHaveAccessibleName("行政强制 · 本年处理决定数量：7");
  await page.getByLabel("与上次报送的不同（1 格）").check();
  await page.getByLabel(/与 2023 年的不同/).check();

  const before = await totalOf(district, COERCION);
  await page.getByRole("button", { name: "受理…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("签发的负责人").fill(LEADER);
  await look(page, "review-accept");
  await dialog.getByRole("button", { name: "受理", exact: true }).click();
  await expect(page.getByRole("status")).toContainText(`已受理：${TECHNOLOGY} 2024 年报告，数据已计入汇总。`);
  await expect.poll(() => totalOf(district, COERCION)).toBe(before + 7);
  expect(await district.run("filing", "show", `${organ}/2024`)).toContain(`签发：${LEADER}`);

  // It stays listed as accepted while its correction waits.
  await district.submit(organ, 2024, "--reason", "行政强制数有误");
  await page.goto(district.url("/qinghe/2024/review"));
  await expect(page.getByRole("row", { name: TECHNOLOGY })).toContainText("更正 第 2 版");
  await page.getByRole("button", { name: "已处理" }).click();
  await expect(page.getByRole("row", { name: TECHNOLOGY })).toContainText("已受理");
  await expect(page.getByRole("row", { name: TECHNOLOGY })).toContainText("更正待审");
  await district.run("filing", "withdraw", `${organ}/2024`, "--as", organ);
});

test("an accepted report is found again, and revoked with a reason", async ({ page, district }) => {
  await district.submit("qinghe-office", 2024);
  await goTo(page, district);
  await open(page, OFFICE);
  await cell(page, "行政许可").click();
  await page.getByRole("textbox", { name: "批注" }).fill("请核对许可数。");
  await page.getByRole("button", { name: "写好了" }).click();

  // Somebody else accepts it meanwhile: what was written is not lost.
  await district.accept("qinghe-office", 2024);
  await page.reload();
  await page.getByText("写给这份报告、还没有送出的话").click();
  await expect(page.getByRole("listitem").filter({ hasText: "请核对许可数。" })).toBeVisible();
  await page.getByRole("button", { name: "都删除" }).click();
  await expect(page.getByText("写给这份报告、还没有送出的话")).toBeHidden();

  await page.getByRole("button", { name: "返回清单" }).click();
  await page.getByRole("button", { name: "已处理" }).click();
  await expect(page.getByRole("row", { name: OFFICE })).toContainText("已受理");
  await look(page, "review-handled");
  await open(page, OFFICE);
  await expect(page.getByText(`${LEADER} 签发`)).toBeVisible();
  const before = await totalOf(district, DOCUMENTS);
  await page.getByRole("button", { name: "撤销受理…" }).click();
  await page.getByRole("dialog").getByLabel("原因").fill("受理有误，须重新报送。");
  await page.getByRole("dialog").getByRole("button", { name: "撤销受理", exact: true }).click();
  await expect(page.getByRole("status")).toContainText(`已撤销受理：${OFFICE}`);
  await expect.poll(() => totalOf(district, DOCUMENTS)).toBeLessThan(before);
});

test("explanations of warnings are read beside them, and refused with a reason", async ({ page, district }) => {
  await district.submit("qinghe-human-resources", 2024, "--explain", EXPLANATION);
  await goTo(page, district);
  await expect(page.getByRole("row", { name: RESOURCES })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: `选择 ${RESOURCES}` })).toBeHidden();
  await open(page, RESOURCES);
  const warning = page.getByRole("listitem").filter({ hasText: "“总计”一列" });
  await expect(warning).toContainText("实际结转一件。");
  await warning.getByRole("button", { name: "二、上年结转政府信息公开申请数量 · 总计 = 1" }).click();
  await expect(cell(page, "二、上年结转政府信息公开申请数量 · 总计")).toBeFocused();
  await warning.getByRole("button", { name: "不采纳" }).click();
  await warning.getByLabel("不采纳的理由").fill("请附上年台账。");
  await page.getByRole("button", { name: "退回修改…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("情况说明不充分").check();
  await dialog.getByLabel("原因 填报人会看到这段话。").fill("请补充说明。");
  await dialog.getByRole("button", { name: "退回", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("已退回");
  const shown = await district.run("filing", "show", "qinghe-human-resources/2024");
  expect(shown).toMatch(/requests\.carry_over\/total：.*未采纳：请附上年台账。/);
  expect(shown).not.toMatch(/requests\.carry_over\/natural_person：.*未采纳/);
});

test("the filed document is downloaded as it was filed", async ({ page, district }) => {
  await submitHousing(district);
  await goTo(page, district);
  await open(page, HOUSING);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 qinghe-housing.txt" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("qinghe-housing.txt");
  expect(await readFile(await download.path())).toEqual(await readFile(`${SAMPLES}/2024-corrected/qinghe-housing.txt`));
});

test("the queue is read again when the page is shown again", async ({ page, district }) => {
  await submitHousing(district);
  await goTo(page, district);
  await expect(page.getByRole("row", { name: HOUSING })).toBeVisible();
  await district.accept("qinghe-housing", 2024);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("row", { name: HOUSING })).toBeHidden();
});

test("a report is reviewed with the keyboard alone, and one key leads to the next", async ({ page, district }) => {
  await district.submit("qinghe-natural-resources", 2024);
  await district.submit("qinghe-development-zone", 2024);
  await page.goto(district.url("/qinghe/2024/review"));
  await tabTo(page.getByRole("button", { name: "泠州市自然资源和规划局清禾分局", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "泠州市自然资源和规划局清禾分局 · 2024 年" })).toBeFocused();
  await tabTo(cell(page, "规章 · 本年制发件数"));
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, "行政规范性文件 · 本年制发件数")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, "行政规范性文件 · 本年废止件数")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("请附清理结果。");
  await tabTo(page.getByRole("button", { name: "写好了" }));
  await page.keyboard.press("Enter");
  await expect(cell(page, "行政规范性文件 · 本年废止件数")).toBeFocused();
  await tabTo(page.getByRole("button", { name: "退回修改…" }));
  await page.keyboard.press("Enter");
  // Nobody has said yet who reviews.
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("请先写明操作人")).toBeFocused();
  await page.keyboard.type(REVIEWER);
  await tabTo(dialog.getByLabel("内容缺项"));
  await page.keyboard.press("Space");
  await tabTo(dialog.getByLabel("原因 填报人会看到这段话。"));
  await page.keyboard.type("缺清理结果。");
  await tabTo(dialog.getByRole("button", { name: "退回", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "下一份：清禾经济开发区管理委员会" })).toBeFocused();
  await look(page, "review-next");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "清禾经济开发区管理委员会 · 2024 年" })).toBeFocused();
  expect(await district.run("filing", "show", "qinghe-natural-resources/2024")).toContain(`审核：${REVIEWER}`);
  await district.accept("qinghe-development-zone", 2024);
});

test("everything can be read in English", async ({ page, district }) => {
  await district.submit("qinghe-market", 2024);
  await page.addInitScript(() => localStorage.setItem("nianbao.language", "en"));
  await goTo(page, district);
  await expect(page.getByText("1 waiting for review")).toBeVisible();
  await look(page, "review-queue-english");
  await page.getByRole("button", { name: MARKET, exact: true }).click();
  await expect(page.getByRole("heading", { name: "Findings and explanations" })).toBeVisible();
  await page.getByRole("button", { name: "Return…" }).click();
  await expect(page.getByRole("dialog").getByLabel("Explanation insufficient")).toBeVisible();
  await look(page, "review-english");
});

test.describe("refusals", () => {
  test.use({ expectedErrors: /the server responded with a status of 4\d\d/ });

  test("who submitted a report is told that others decide, and may only withdraw it", async ({ page, district }) => {
    await goTo(page, district, "qinghe-market");
    await open(page, MARKET);
    await expect(page.getByText("这是您自己报送的报告，须由他人审核。")).toBeVisible();
    await expect(page.getByRole("region", { name: "审核意见" }).getByRole("button")).toHaveText(["撤回…"]);
    await look(page, "review-own");
    await expectAccessible(page);
    await page.getByRole("button", { name: "撤回…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "撤回", exact: true }).click();
    await expect(page.getByRole("status")).toContainText(`已撤回：${MARKET} 2024 年报告。`);
    expect(await district.run("filing", "history", "qinghe-market/2024")).toContain("已撤回");
  });

  test("a report that changed meanwhile is told, and nothing typed is lost", async ({ page, district }) => {
    await district.submit("qinghe-police", 2024);
    await goTo(page, district);
    await open(page, POLICE);
    await cell(page, "行政处罚").click();
    await page.getByRole("textbox", { name: "批注" }).fill("数额较大，请核对。");
    await page.getByRole("button", { name: "写好了" }).click();
    await page.getByRole("button", { name: "退回修改…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("原因 填报人会看到这段话。").fill("请核对处罚数。");
    await submitAgain(district, "qinghe-police");
    await dialog.getByRole("button", { name: "退回", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("这份报告刚刚有变动，请重新查看");
    await look(page, "review-changed");
    await dialog.getByRole("button", { name: "重新查看" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("第 2 版")).toBeVisible();
    await expect(cell(page, "行政处罚")).toHaveAccessibleName(/已写批注$/);
    await page.getByRole("button", { name: "退回修改…" }).click();
    await expect(dialog.getByLabel("原因 填报人会看到这段话。")).toHaveValue("请核对处罚数。");
    await dialog.getByRole("button", { name: "退回", exact: true }).click();
    await expect(page.getByRole("status")).toContainText(`已退回：${POLICE}`);
    expect(await district.run("filing", "show", "qinghe-police/2024")).toContain("：数额较大，请核对。");
  });

  test("clean reports are accepted together; one that changed meanwhile is told, and the others go on", async ({
    page,
    district,
  }) => {
    for (const organ of ["qinghe-civil-affairs", "qinghe-education", "qinghe-hepan"])
      await district.submit(organ, 2024);
    await district.submit("qinghe-human-resources", 2024, "--explain", EXPLANATION);
    await goTo(page, district);
    await expect(page.getByText("待审核 4 份")).toBeVisible();
    await page.getByRole("button", { name: "选中全部没有错误和提醒的（3）" }).click();
    await expect(page.getByText("已选 3 份")).toBeVisible();
    await look(page, "review-queue");
    await expectAccessible(page);
    await page.getByRole("button", { name: "批量受理…" }).click();
    await submitAgain(district, "qinghe-education");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("签发的负责人").fill(LEADER);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "受理这 3 份" }).click();
    await expect(dialog.getByText("受理 2 份，未受理 1 份")).toBeVisible();
    const results = dialog.getByRole("listitem");
    await expect(results.filter({ hasText: "清禾区民政局" })).toContainText("已受理");
    await expect(results.filter({ hasText: "清禾区教育局" })).toContainText("这份报告刚刚有变动，请重新查看");
    await expect(results.filter({ hasText: "清禾区禾畔街道办事处" })).toContainText("已受理");
    await look(page, "review-bulk");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "返回清单" }).click();
    await expect(page.getByText("待审核 2 份")).toBeVisible();
    expect(await district.run("filing", "show", "qinghe-hepan/2024")).toContain(`签发：${LEADER}`);
    expect(await district.run("review", "list", "qinghe", "--year", "2024")).toContain("qinghe-education");
  });
});
