import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type District, expect, expectAccessible, look, type Page, SAMPLES, test } from "./suite/test.js";

const OFFICE = "区政务公开办";
const MISTAKEN = "requests.outcomes.refused.process_information.natural_person";
// Cells as the form names them.
const NAME = "（三）不予公开 6.属于四类过程性信息 · 自然人";

let folder = "";

test.beforeAll(async ({ district }) => {
  folder = await mkdtemp(join(tmpdir(), "nianbao-file-"));
  await district.importRoster();
  await district.fileAll(2023);
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function open(page: Page, district: District, organ: string, actor = "填报员"): Promise<void> {
  await page.goto(district.url(`/${organ}/2024/file`));
  await page.getByLabel("操作人", { exact: true }).fill(actor);
  await page.getByLabel("操作人", { exact: true }).press("Enter");
  await expect(page.getByRole("table")).toHaveCount(3);
}

async function docxOf(district: District, organ: string): Promise<string> {
  const path = join(folder, `${organ}.docx`);
  await district.run("render", `${SAMPLES}/2024/${organ}.txt`, "--to", "docx", "-o", path);
  return path;
}

// Drops a file as a person does.
async function drop(page: Page, path: string, name: string, onto = "读取文件"): Promise<void> {
  const bytes = [...(await readFile(path))];
  const files = await page.evaluateHandle(
    ({ bytes, name }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    { bytes, name },
  );
  const place = page.getByRole("heading", { name: onto, exact: true });
  await place.dispatchEvent("dragover", { dataTransfer: files });
  await place.dispatchEvent("drop", { dataTransfer: files });
}

const cell = (page: Page, code: string) => page.locator(`[id="cell-${code}"]`);

async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "报送…" }).click();
  const dialog = page.getByRole("dialog", { name: "报送前请确认" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "确认报送" }).dblclick();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
}

test("a Word file with an error is mended by its hint, submitted, returned, corrected and accepted", async ({
  page,
  district,
}) => {
  test.setTimeout(480_000);
  await open(page, district, "qinghe-housing");
  await expect(page.getByText("尚未填报")).toBeVisible();
  await drop(page, await docxOf(district, "qinghe-housing"), "住建局年报.docx");
  await expect(page.getByText(/已读取“住建局年报.docx”：读出 200 格/)).toBeVisible();

  await expect(cell(page, MISTAKEN)).toHaveValue("5");
  await expect(cell(page, MISTAKEN)).toHaveAttribute("aria-invalid", "true");
  await expect(cell(page, MISTAKEN)).toHaveAccessibleDescription(/总计填 2，各类申请人合计为 5/);
  await expect(page.getByText("还有 2 项错误")).toBeVisible();
  await expect(page.getByRole("button", { name: "报送…" })).toBeDisabled();

  await expect(page.getByRole("button", { name: /核对结果/ })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "原文件" }).click();
  await cell(page, MISTAKEN).focus();
  const original = page.getByRole("button", { name: `${NAME} 5`, exact: true });
  await expect(original).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "一、本年新收政府信息公开申请数量 · 自然人 40", exact: true }).click();
  await expect(cell(page, "requests.received.natural_person")).toBeFocused();
  await look(page, "file-original");

  await page.getByRole("button", { name: "还有 2 项错误" }).click();
  await look(page, "file-error");
  await expectAccessible(page);
  const findings = page.locator("#results");
  await findings
    .getByRole("button", { name: `${NAME} = 5` })
    .first()
    .click();
  await expect(cell(page, MISTAKEN)).toBeFocused();
  await expect(findings.getByText(/只改 1 格/)).toBeVisible();
  await findings.getByRole("button", { name: "采用" }).click();
  await expect(cell(page, MISTAKEN)).toHaveValue("2");
  await expect(page.getByText("可以报送。")).toBeVisible();
  await page.getByRole("button", { name: "撤销改动" }).click();
  await expect(cell(page, MISTAKEN)).toHaveValue("5");
  await expect(page.getByRole("button", { name: "报送…" })).toBeDisabled();
  await findings.getByRole("button", { name: "采用" }).click();

  await page.getByRole("button", { name: "报送…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("住建局年报.docx")).toBeVisible();
  await expectAccessible(page);
  await look(page, "file-summary");
  await dialog.getByRole("button", { name: "确认报送" }).dblclick();
  await expect(page.getByRole("heading", { name: "报送回执" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("已报送，等待审核")).toBeVisible();
  await look(page, "file-receipt");
  await expect(cell(page, MISTAKEN)).toHaveAttribute("readonly", "");
  const shown = await district.run("filing", "show", "qinghe-housing/2024");
  const digest = (await page.getByText(/^[0-9a-f]{64}$/).textContent()) ?? "";
  expect(shown).toContain("填报员");
  expect(shown).toContain("住建局年报.docx");
  expect(await district.run("filing", "show", "qinghe-housing/2024", "--output", "json")).toContain(digest);

  await district.run(
    ...[
      "review",
      "return",
      "qinghe-housing/2024",
      "--as",
      OFFICE,
      "--reason",
      "许可数与台账不符",
      "--kind",
      "数据有误",
    ],
    ...["--remark", "proactive_disclosure.licensing_decisions=台账为 507"],
  );
  // The tab was left open, and is looked at again.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("已退回，请修改后重新报送")).toBeVisible();
  await expect(page.getByText("许可数与台账不符")).toBeVisible();
  await expect(page.getByText("附件：住建局年报.docx（随报送一并提交）")).toBeVisible();
  await page.getByRole("button", { name: "行政许可 · 本年处理决定数量" }).click();
  const licences = cell(page, "proactive_disclosure.licensing_decisions");
  await expect(licences).toBeFocused();
  await expect(licences).toHaveAccessibleDescription(/批注：台账为 507/);
  await look(page, "file-returned");
  await page.keyboard.type("507");
  const overview = page.getByLabel("一、总体情况");
  await overview.fill((await overview.inputValue()).replace("行政许可决定506件", "行政许可决定507件"));
  await submit(page);
  await expect(page.getByText("已报送，等待审核")).toBeVisible();

  await district.accept("qinghe-housing", 2024);
  await page.reload();
  await expect(page.locator(".standing").getByText("已受理", { exact: true })).toBeVisible();
  await expect(licences).toHaveValue("507");
});

test("a warning needs an explanation, and is submitted with it", async ({ page, district }) => {
  test.slow();
  await open(page, district, "qinghe-human-resources");
  await page.getByLabel("选择文件", { exact: true }).last().setInputFiles(`${SAMPLES}/2024/qinghe-human-resources.txt`);
  await expect(page.getByText("还有 2 项提醒没有写情况说明")).toBeVisible();
  await expect(page.getByRole("button", { name: "报送…" })).toBeDisabled();
  await page.getByRole("button", { name: "还有 2 项提醒没有写情况说明" }).click();
  const first = page.getByRole("group", { name: "情况说明" }).first();
  await first.getByLabel("原因").selectOption("上年数据有误");
  await expect(page.getByText("还有 1 项提醒没有写情况说明")).toBeVisible();
  await first.getByLabel("说明").fill("上年年报重复计入一件，实际结转一件。");
  await first.getByRole("button", { name: /其余 1 项同类提醒/ }).click();
  await look(page, "file-explanation");
  await expectAccessible(page);

  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByText("草稿已保存。")).toBeVisible();
  await page.evaluate(() => localStorage.removeItem("nianbao.draft/organs/qinghe-human-resources/filings/2024-own"));
  await page.reload();
  await expect(page.getByRole("group", { name: "情况说明" }).first().getByLabel("说明")).toHaveValue(/实际结转一件/);
  await submit(page);
  await expect(page.getByText("已报送，等待审核")).toBeVisible();
  const shown = await district.run("filing", "show", "qinghe-human-resources/2024");
  expect(shown).toContain("上年年报重复计入一件，实际结转一件。");
  expect(shown).toContain("qinghe-human-resources.txt");

  await page.getByRole("button", { name: "撤回报送" }).click();
  await page.getByRole("button", { name: "撤回报送" }).click();
  await expect(page.getByRole("button", { name: "报送…" })).toBeEnabled();
  await expect(cell(page, "requests.carried_in.natural_person")).toHaveValue("1");
  await submit(page);
  await expect(page.getByText("已报送，等待审核")).toBeVisible();
});

test("what was not understood in a document shows as found, and asks to be filled in", async ({ page, district }) => {
  const report = await readFile(`${SAMPLES}/2024/qinghe-education.txt`, "utf8");
  const path = join(folder, "教育局年报.txt");
  await writeFile(path, report.replace(/(\t行政许可\n\t).*\n/, "$1若干\n"));
  await open(page, district, "qinghe-education");
  await page.getByLabel("选择文件", { exact: true }).last().setInputFiles(path);
  const licences = cell(page, "proactive_disclosure.licensing_decisions");
  await expect(licences).toHaveValue("若干");
  await expect(licences).toHaveAccessibleDescription(/文件中是“若干”，读不出数，请填写。/);
  await expect(page.getByRole("button", { name: "报送…" })).toBeDisabled();
  await expect(page.getByRole("button", { name: /核对结果/ })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "原文件" }).click();
  await page.getByRole("button", { name: "行政许可 · 本年处理决定数量 若干" }).click();
  await expect(licences).toBeFocused();
  await look(page, "file-unresolved");
  await page.keyboard.type("12");
  await expect(licences).not.toHaveAccessibleDescription(/若干/);
});

test("a row is typed by keys alone, its total is offered, and wrong input stays at its cell", async ({
  page,
  district,
}) => {
  await open(page, district, "qinghe-luting");
  await cell(page, "requests.received.natural_person").focus();
  for (const figure of ["12", "3", "0", "0", "0", "1"]) {
    await page.keyboard.type(figure);
    await page.keyboard.press("ArrowRight");
  }
  const total = cell(page, "requests.received.total");
  await expect(total).toBeFocused();
  await expect(total).toHaveAttribute("placeholder", "16");
  await expect(total).toHaveValue("");
  await page.keyboard.press("Alt+=");
  await expect(total).toHaveValue("16");
  await page.keyboard.press("Enter");
  await expect(cell(page, "requests.carried_in.total")).toBeFocused();
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("ArrowLeft");
  await expect(cell(page, "requests.received.other")).toBeFocused();
  await page.keyboard.type("一件");
  await page.keyboard.press("ArrowDown");
  const wrong = cell(page, "requests.received.other");
  await expect(wrong).toHaveValue("一件");
  await expect(wrong).toHaveAttribute("aria-invalid", "true");
  await expect(wrong).toHaveAccessibleDescription(/“一件”不是这一格的数/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  await expect(wrong).toHaveValue("一件");
  await page.keyboard.type("1");
  await page.keyboard.press("ArrowDown");
  await expect(wrong).toHaveValue("1");
  await expect(wrong).not.toHaveAccessibleDescription(/不是这一格的数/);
});

test("a block from a spreadsheet fills the cells, and can be taken back", async ({ page, district }) => {
  await open(page, district, "qinghe-luting");
  await cell(page, "requests.outcomes.unable.not_held.enterprise").focus();
  await paste(page, "1,200\t２\t/\r\n4\t五\t6\r\n");
  await expect(page.getByText("已粘贴 6 格。")).toBeVisible();
  await expect(cell(page, "requests.outcomes.unable.not_held.enterprise")).toHaveValue("1200");
  await expect(cell(page, "requests.outcomes.unable.not_held.public_welfare_organization")).toHaveValue("/");
  await expect(cell(page, "requests.outcomes.unable.requires_creation.research_institution")).toHaveValue("五");
  await expect(cell(page, "requests.outcomes.unable.requires_creation.public_welfare_organization")).toHaveValue("6");
  await page.getByRole("button", { name: "撤销粘贴" }).click();
  await expect(cell(page, "requests.outcomes.unable.not_held.enterprise")).toHaveValue("");
  await cell(page, "remedies.litigation_after_reconsideration.pending").focus();
  await paste(page, "1\t2\t3\n4\t5\t6");
  await expect(page.getByText("已粘贴 2 格。有 4 个数超出表格，没有填入。")).toBeVisible();
});

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

test.describe("without a connection", () => {
  test.use({ expectedErrors: /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET/ });

  test("nothing typed is lost by a killed gateway or a reload", async ({ page, district }) => {
    await open(page, district, "qinghe-health");
    await cell(page, "requests.received.natural_person").fill("31");
    await page.getByLabel("一、总体情况").fill("全年公开信息 12 条。");
    const start = await district.killGateway();
    await cell(page, "requests.received.enterprise").fill("4");
    await expect(page.getByText(/暂时联系不上服务。您填写的内容已保存在本机浏览器/)).toBeVisible();
    await expect(page.getByText("没有发现问题。")).toHaveCount(0);
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByText("暂时联系不上服务，请稍后再试。")).toBeVisible();
    await cell(page, "requests.received.research_institution").fill("x");
    await look(page, "file-lost");
    await start();
    await expect(page.getByText(/暂时联系不上服务/)).toHaveCount(0, { timeout: 20_000 });
    await page.reload();
    await expect(cell(page, "requests.received.natural_person")).toHaveValue("31");
    await expect(cell(page, "requests.received.enterprise")).toHaveValue("4");
    await expect(cell(page, "requests.received.research_institution")).toHaveValue("x");
    await expect(page.getByLabel("一、总体情况")).toHaveValue("全年公开信息 12 条。");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByText("草稿已保存。")).toBeVisible();
    await expect(page.getByText("草稿，尚未报送")).toBeVisible();
  });
});

test.describe("refused", () => {
  test.use({ expectedErrors: /status of (400|409)/ });

  test("a file that is no report, and one of another year, are told in a sentence", async ({ page, district }) => {
    await open(page, district, "qinghe-luting");
    const picture = join(folder, "公章.png");
    await writeFile(picture, Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
    const chooser = page.getByLabel("选择文件", { exact: true }).last();
    await chooser.setInputFiles(picture);
    await expect(page.locator(".drop").getByRole("alert")).toContainText(/格式|Word/);
    await look(page, "file-no-report");
    await chooser.setInputFiles(`${SAMPLES}/2023/qinghe-luting.txt`);
    await expect(page.getByText("这份文件是 2023 年的年报，现在填报的是 2024 年。没有采用。")).toBeVisible();
    await expect(cell(page, "requests.received.total")).toHaveValue("");
    const empty = join(folder, "空.docx");
    await writeFile(empty, "");
    await chooser.setInputFiles(empty);
    await expect(page.getByText("“空.docx”是空文件。")).toBeVisible();
  });

  test("two people at one draft: both sides are kept", async ({ page, district, context }) => {
    await open(page, district, "qinghe-market", "甲");
    await cell(page, "requests.received.natural_person").fill("21");
    const other = await context.browser()?.newPage();
    if (other === undefined) throw new Error("no second browser");
    await open(other, district, "qinghe-market", "乙");
    await cell(other, "requests.received.natural_person").fill("22");
    await other.getByRole("button", { name: "保存草稿" }).click();
    await expect(other.getByText("草稿已保存。")).toBeVisible();

    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByRole("heading", { name: "这份草稿在别处也改过" })).toBeVisible();
    await expect(page.getByText(/服务中的草稿由乙于/)).toBeVisible();
    await expect(cell(page, "requests.received.natural_person")).toHaveValue("21");
    await expect(page.getByText("FILING_EXISTS")).toBeHidden();
    await look(page, "file-conflict");
    await page.getByRole("button", { name: "换成另一份" }).click();
    await expect(cell(page, "requests.received.natural_person")).toHaveValue("22");
    await page.getByRole("button", { name: "换成另一份" }).click();
    await expect(cell(page, "requests.received.natural_person")).toHaveValue("21");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByText("草稿已保存。")).toBeVisible();
    await other.close();
  });
});

test("an accepted report is corrected with a reason, the accepted figure beside the new one", async ({
  page,
  district,
}) => {
  await district.submit("qinghe-police", 2024);
  await district.accept("qinghe-police", 2024);
  await open(page, district, "qinghe-police");
  const penalties = cell(page, "proactive_disclosure.penalty_decisions");
  const before = await penalties.inputValue();
  await expect(penalties).toHaveAttribute("readonly", "");
  await page.getByRole("button", { name: "更正这份年报" }).click();
  await expect(page.getByText("正在更正（第 2 版）")).toBeVisible();
  await expect(page.getByText("与受理的年报没有不同")).toBeVisible();
  await penalties.fill(String(BigInt(before) + 1n));
  await expect(page.getByText(`受理数 ${before}`).first()).toBeVisible();
  await expect(page.getByText("更正已受理的年报，请写明更正原因")).toBeVisible();
  await expect(page.getByText("与受理的年报没有不同")).toBeHidden();
  await page.getByLabel("更正原因").fill("漏计一批处罚决定");
  const overview = page.getByLabel("一、总体情况");
  await overview.fill((await overview.inputValue()).replace(/行政处罚决定\d+件/, ""));
  await look(page, "file-correction");
  await submit(page);
  await expect(page.getByText("更正：已报送，等待审核")).toBeVisible();
  expect(await district.run("filing", "show", "qinghe-police/2024")).toContain("漏计一批处罚决定");
});

test("without a name it asks kindly; in English", async ({ page, district }) => {
  test.slow();
  await page.goto(district.url("/qinghe-hepan/2024/file"));
  await expect(page.getByText("请填写操作人姓名，报送记在该姓名下")).toBeVisible();
  await expect(page.getByRole("button", { name: "保存草稿" })).toBeDisabled();
  await page.getByLabel("请先写明操作人").fill("填报员");
  await page.getByLabel("请先写明操作人").press("Enter");
  await expect(page.getByRole("button", { name: "保存草稿" })).toBeEnabled();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText("Cannot be submitted yet:")).toBeVisible();
  await expect(page.getByText("nothing is filled in").first()).toBeVisible();
  await cell(page, "requests.received.total").fill("3");
  await expect(page.getByText(/errors: \d+/)).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Errors/ })).toBeVisible();
  await expectAccessible(page);
  await look(page, "file-english");
});

const chooserOf = (page: Page) => page.getByLabel("选择文件", { exact: true }).last();

test.describe("with a gateway that is killed", () => {
  test.use({ expectedErrors: /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET/ });

  test("what was refused is told where the person is, who then reads nowhere that it can be submitted", async ({
    page,
    district,
  }) => {
    await open(page, district, "qinghe-civil-affairs");
    await chooserOf(page).setInputFiles(`${SAMPLES}/2024/qinghe-civil-affairs.txt`);
    await expect(page.getByText("可以报送。")).toBeVisible();

    await page.getByRole("button", { name: "报送…" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "报送前请确认" });
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "取消" }).press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "报送…" })).toBeFocused();

    await cell(page, "remedies.litigation_after_reconsideration.pending").focus();
    const start = await district.killGateway();
    await page.getByRole("button", { name: "保存草稿" }).click();
    const note = page.getByRole("alert").filter({ hasText: "暂时联系不上服务，请稍后再试。" });
    await expect(note).toBeInViewport();
    await expect(page.getByText("可以报送。")).toBeHidden();
    await look(page, "file-refused");
    await start();
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByText("草稿已保存。")).toBeVisible();
    await expect(note).toBeHidden();
    await expect(page.getByText("可以报送。")).toBeVisible();
  });
});

test.describe("in two tabs", () => {
  test.use({ expectedErrors: /status of (400|409)/ });

  test("of one browser nothing typed is lost", async ({ page, district, context }) => {
    await open(page, district, "qinghe-natural-resources");
    const second = await context.newPage();
    await open(second, district, "qinghe-natural-resources");
    await cell(second, "requests.received.natural_person").fill("7");
    await cell(page, "requests.received.natural_person").fill("5");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByText("草稿已保存。")).toBeVisible();

    await second.getByRole("button", { name: "保存草稿" }).click();
    await expect(second.getByRole("heading", { name: "这份草稿在别处也改过" })).toBeVisible();
    await expect(cell(second, "requests.received.natural_person")).toHaveValue("7");
    await second.getByRole("button", { name: "换成另一份" }).click();
    await expect(cell(second, "requests.received.natural_person")).toHaveValue("5");
    await second.getByRole("button", { name: "换成另一份" }).click();
    await second.getByRole("button", { name: "保存草稿" }).click();
    await expect(second.getByText("草稿已保存。")).toBeVisible();
    await expect(cell(second, "requests.received.natural_person")).toHaveValue("7");
  });
});

test("the report of another organ is not taken; another wording of the name is", async ({ page, district }) => {
  await open(page, district, "qinghe-technology");
  await chooserOf(page).setInputFiles(`${SAMPLES}/2024/qinghe-health.txt`);
  await expect(page.getByText("这份文件是清禾区卫生健康委员会的年报，没有采用。")).toBeVisible();
  await expect(cell(page, "requests.received.total")).toHaveValue("");
  const report = await readFile(`${SAMPLES}/2024/qinghe-technology.txt`, "utf8");
  const path = join(folder, "科信局.txt");
  await writeFile(path, report.replaceAll("清禾区科技和信息化局", "泠州市清禾区科技和信息化局"));
  await chooserOf(page).setInputFiles(path);
  await expect(page.getByText("已读取“科信局.txt”：读出 200 格。", { exact: false })).toBeVisible();
  await expect(page.getByText("没有采用")).toBeHidden();
});

test("a file is taken wherever it falls, with what it says in place of what was typed only when told to", async ({
  page,
  district,
}) => {
  await open(page, district, "qinghe-development-zone");
  await expect(page.getByText("还有 200 格空白")).toBeVisible();
  const notice = join(folder, "通知.txt");
  await writeFile(notice, "关于春节放假的通知\n\n各科室：春节放假八天，请安排好值班。\n");
  await chooserOf(page).setInputFiles(notice);
  await expect(page.getByText("没有找到年报的表格，没有采用。")).toBeVisible();
  await expect(page.getByText(/附件：/)).toBeHidden();

  const total = cell(page, "requests.received.total");
  await total.fill("4321");
  await expect(page.getByText("还有 199 格空白")).toBeVisible();
  const report = `${SAMPLES}/2024/qinghe-development-zone.txt`;
  await drop(page, report, "开发区.txt", "统计表");
  const asked = page.getByRole("dialog", { name: "用文件中的数替换已填的内容？" });
  await expect(asked).toContainText("1 格");
  await expectAccessible(page);
  await look(page, "file-overwrite");
  await asked.getByRole("button", { name: "不采用" }).click();
  await expect(asked).toBeHidden();
  await expect(total).toHaveValue("4321");
  await expect(page.getByText(/附件：/)).toBeHidden();

  await drop(page, report, "开发区.txt", "统计表");
  await asked.getByRole("button", { name: "采用文件" }).click();
  await expect(page.getByText(/已读取“开发区.txt”：读出 200 格/)).toBeVisible();
  await expect(total).not.toHaveValue("4321");
  await page.getByRole("button", { name: "撤销读取" }).click();
  await expect(total).toHaveValue("4321");
  await expect(page.getByText(/附件：/)).toBeHidden();
});

test("a file with errors opens what was found, and a click leads to the first cell with an error", async ({
  page,
  district,
}) => {
  await open(page, district, "qinghe-hepan");
  const report = await readFile(`${SAMPLES}/2024/qinghe-hepan.txt`, "utf8");
  const clean = join(folder, "无误.txt");
  await writeFile(clean, report);
  await chooserOf(page).setInputFiles(clean);
  await expect(page.getByRole("button", { name: "原文件" })).toHaveAttribute("aria-pressed", "true");
  const first = cell(page, "requests.received.natural_person");
  await first.fill("987654");
  await expect(page.getByText(/还有 \d+ 项错误/)).toBeVisible();
  const outcomes = cell(page, "requests.outcomes.total.total");
  await outcomes.focus();
  await page.getByRole("button", { name: /还有 \d+ 项错误/ }).click();
  await expect(page.locator("input:focus")).toHaveAttribute("aria-invalid", "true");
  await expect(first).toBeFocused();
  await expect(page.getByRole("button", { name: /核对结果/ })).toHaveAttribute("aria-pressed", "true");
});

test.describe("an archive", () => {
  test.use({ expectedErrors: /status of 400/ });

  test("of several documents offers them by name", async ({ page, district }) => {
    await open(page, district, "qinghe-office");
    const archive = join(folder, "年报.zip");
    const reports = ["qinghe-education", "qinghe-office"].map((organ) => `${SAMPLES}/2024/${organ}.txt`);
    await promisify(execFile)("python3", ["-m", "zipfile", "-c", archive, ...reports]);
    await page.getByLabel("选择文件", { exact: true }).last().setInputFiles(archive);
    await expect(page.locator(".drop").getByRole("alert")).toContainText("压缩包中有 2 个文件");
    await page.getByRole("button", { name: "qinghe-office.txt" }).click();
    await expect(page.getByText(/已读取“年报.zip”：读出 200 格/)).toBeVisible();
  });
});

test("the heading names the organ, and a government is told that its offices file their own", async ({
  page,
  district,
}) => {
  await open(page, district, "qinghe-luting");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("清禾区鹭汀镇人民政府");
  await expect(page.getByText("各单位的年报由各单位自己报送", { exact: false })).toBeHidden();
  await open(page, district, "qinghe");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("泠州市清禾区人民政府");
  await expect(page.getByText("各单位的年报由各单位自己报送", { exact: false })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "未报单位" }).click();
  await expect(page).toHaveURL(/\/qinghe\/2024\/missing$/);
});
