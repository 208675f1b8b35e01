import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
async function drop(page: Page, path: string, name: string): Promise<void> {
  const bytes = [...(await readFile(path))];
  const files = await page.evaluateHandle(
    ({ bytes, name }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    { bytes, name },
  );
  const place = page.getByRole("heading", { name: "读取文件" });
  await place.dispatchEvent("dragover", { dataTransfer: files });
  await place.dispatchEvent("drop", { dataTransfer: files });
}

const cell = (page: Page, code: string) => page.locator(`[id="cell-${code}"]`);

async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "报送…" }).click();
  const dialog = page.getByRole("dialog", { name: "报送前请确认" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "确认报送" }).dblclick();
  await expect(dialog).toBeHidden();
}

test("a Word file with an error is mended by its hint, submitted, returned, corrected and accepted", async ({
  page,
  district,
}) => {
  test.slow();
  await open(page, district, "qinghe-housing");
  await expect(page.getByText("尚未填报")).toBeVisible();
  await drop(page, await docxOf(district, "qinghe-housing"), "住建局年报.docx");
  await expect(page.getByText(/已读取“住建局年报.docx”：读出 200 格/)).toBeVisible();

  await expect(cell(page, MISTAKEN)).toHaveValue("5");
  await expect(cell(page, MISTAKEN)).toHaveAttribute("aria-invalid", "true");
  await expect(cell(page, MISTAKEN)).toHaveAccessibleDescription(/总计填 2，各类申请人合计为 5/);
  await expect(page.getByText("还有 2 项错误")).toBeVisible();
  await expect(page.getByRole("button", { name: "报送…" })).toBeDisabled();

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
  await findings.getByRole("button", { name: `${NAME} = 5` }).first().click();
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
  await expect(page.getByRole("heading", { name: "报送回执" })).toBeVisible();
  await expect(page.getByText("已报送，等待审核")).toBeVisible();
  await look(page, "file-receipt");
  await expect(cell(page, MISTAKEN)).toHaveAttribute("readonly", "");
  const shown = await district.run("filing", "show", "qinghe-housing/2024");
  const digest = (await page.getByText(/^[0-9a-f]{64}$/).textContent()) ?? "";
  expect(shown).toContain("填报员");
  expect(shown).toContain("住建局年报.docx");
  expect(await district.run("filing", "show", "qinghe-housing/2024", "--output", "json")).toContain(digest);

  await district.run(
    ...["review", "return", "qinghe-housing/2024", "--as", OFFICE, "--reason", "许可数与台账不符", "--kind", "数据有误"],
    ...["--remark", "proactive_disclosure.licensing_decisions=台账为 507"],
  );
  await page.reload();
  await expect(page.getByText("已退回，请修改后重新报送")).toBeVisible();
  await expect(page.getByText("许可数与台账不符")).toBeVisible();
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
