// Makes docs/images/guide: what clerks and reviewers see at each step, in both languages. `make pictures` runs it.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { terms } from "@/i18n/terms";
import { words as fileWords } from "@/pages/file/words";
import { words as reviewWords } from "@/pages/review/words";
import { District, SAMPLES, UNFINISHED } from "../e2e/suite/district.js";

const PICTURES = fileURLToPath(new URL("../../docs/images/guide", import.meta.url));
const MORNING = new Date("2025-01-24T10:00:00+08:00");
const CLERK = "鹭汀镇填报员";
const OFFICE = "区政务公开办";
const LUTING = "清禾区鹭汀镇人民政府";
const RESOURCES = "清禾区人力资源和社会保障局";
const PENALTIES = "proactive_disclosure.penalty_decisions";
const CLEAN = ["qinghe-education", "qinghe-hepan", "qinghe-market"];
const NOTE = "上年年报将一件已在年底前答复的申请重复计入结转，实际结转一件。";

const cell = (page: Page, code: string) => page.locator(`[id="cell-${code}"]`);

for (const language of ["zh", "en"] as const) {
  const file = fileWords[language];
  const review = reviewWords[language];

  test(`pictures of filing and review: ${language}`, async ({ browser }) => {
    const district = await District.start();
    const folder = await mkdtemp(join(tmpdir(), "nianbao-pictures-"));
    try {
      await district.importRoster();
      await district.fileAll(2023);
      await district.fileAll(2024, [...UNFINISHED, ...CLEAN]);
      const document = join(folder, "鹭汀镇2024年年报.docx");
      await district.run("render", `${SAMPLES}/2024-unfiled/qinghe-luting.txt`, "--to", "docx", "-o", document);
      await ofFiling(await person(CLERK), district, document);
      await ofReview(await person(OFFICE), district);
    } finally {
      await district.stop();
      await rm(folder, { recursive: true });
    }

    async function person(name: string): Promise<Page> {
      const page = await (await browser.newContext()).newPage();
      await page.clock.install({ time: MORNING });
      await page.addInitScript(
        ([chosen, actor]) => {
          localStorage.setItem("nianbao.language", chosen ?? "");
          localStorage.setItem("nianbao.actor", actor ?? "");
        },
        [language, name],
      );
      return page;
    }
  });

  async function ofFiling(page: Page, district: District, document: string): Promise<void> {
    const open = async (organ: string) => {
      await page.goto(district.url(`/${organ}/2024/file`));
      await expect(page.getByRole("table")).toHaveCount(3);
    };
    const read = (path: string) => page.getByLabel(file.drop.choose, { exact: true }).last().setInputFiles(path);

    await open("qinghe-luting");
    await take(page, "file-open");

    await read(document);
    const findings = page.locator("#results");
    await expect(findings.getByRole("button", { name: file.apply })).toBeVisible();
    await cell(page, "requests.outcomes.granted.total").focus();
    await take(page, "file-errors");
    await findings.getByRole("button", { name: file.apply }).click();
    await page.getByRole("button", { name: file.original, exact: true }).click();
    await cell(page, "requests.outcomes.granted.total").focus();
    await take(page, "file-original");

    await expect(page.getByText(file.can)).toBeVisible();
    await page.getByRole("button", { name: file.submit }).click();
    await expect(page.getByRole("dialog", { name: file.summary.title })).toBeVisible();
    await take(page, "file-confirm");
    await page.getByRole("dialog").getByRole("button", { name: file.summary.confirm }).click();
    await expect(page.getByRole("heading", { name: file.receipt })).toBeVisible();
    await top(page);
    await take(page, "file-receipt");

    const why = ["--kind", terms.zh.returned[1], "--reason", "行政处罚件数请与台账核对。"];
    const remark = ["--remark", `${PENALTIES}=台账为 16 件`];
    await district.run("review", "return", "qinghe-luting/2024", "--as", OFFICE, ...why, ...remark);
    await page.reload();
    await expect(page.getByText(file.state[3])).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(3);
    await expect(page.getByText(file.can)).toBeVisible();
    await take(page, "file-returned");

    await page
      .getByRole("button", { name: /行政处罚/ })
      .first()
      .click();
    const start = await district.killGateway();
    await page.keyboard.type("16");
    await page.keyboard.press("Enter");
    await expect(page.getByText(file.lost)).toBeVisible();
    await cell(page, PENALTIES).focus();
    await take(page, "file-lost");
    await start();
    await expect(page.getByText(file.lost)).toBeHidden({ timeout: 30_000 });
    const text = page.getByLabel("一、总体情况");
    await text.fill((await text.inputValue()).replace("行政处罚决定15件", "行政处罚决定16件"));
    await expect(page.getByText(file.can)).toBeVisible();
    await page.getByRole("button", { name: file.submit }).click();
    await page.getByRole("dialog").getByRole("button", { name: file.summary.confirm }).click();
    await expect(page.getByRole("heading", { name: file.receipt })).toBeVisible();

    await open("qinghe-human-resources");
    await read(`${SAMPLES}/2024/qinghe-human-resources.txt`);
    await page.getByRole("button", { name: file.block.unexplained.replace("{count}", "2") }).click();
    const explanation = page.getByRole("group", { name: file.explain }).first();
    await explanation.getByLabel(file.explainReason).selectOption(terms[language].explanation[4]);
    await explanation.getByLabel(file.explainText).fill(NOTE);
    await explanation.scrollIntoViewIfNeeded();
    await take(page, "file-explanation");

    await open("qinghe-police");
    await page.locator('input[name="actor"]').fill("清禾分局填报员");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: file.correct }).click();
    const before = await cell(page, PENALTIES).inputValue();
    const after = String(BigInt(before) + 1n);
    await cell(page, PENALTIES).fill(after);
    await text.fill((await text.inputValue()).replace(`行政处罚决定${before}件`, `行政处罚决定${after}件`));
    await page.getByLabel(file.correctionReason).fill("漏计一件处罚决定");
    await expect(page.getByText(file.can)).toBeVisible();
    await top(page);
    await take(page, "file-correction");
  }

  async function ofReview(page: Page, district: District): Promise<void> {
    for (const organ of CLEAN) await district.submit(organ, 2024);
    await district.submit("qinghe-human-resources", 2024, "--explain", `requests.carry_over=${NOTE}`);
    const open = async (organ: string) => {
      await page.goto(district.url("/qinghe/2024/review"));
      await page.getByRole("table").getByRole("button", { name: organ, exact: true }).click();
      await expect(page.getByRole("heading", { name: review.tables })).toBeVisible();
    };

    await page.goto(district.url("/qinghe/2024/review"));
    await page.getByRole("button", { name: review.chooseClean.replace("{n}", "4") }).click();
    await take(page, "review-queue");

    await open(RESOURCES);
    await page.getByRole("heading", { name: review.findings }).scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: review.refuse, exact: true }).first().scrollIntoViewIfNeeded();
    await take(page, "review-findings");

    await open(LUTING);
    const penalties = page.getByRole("table").getByRole("button", { name: /行政处罚.*16/ });
    await penalties.click();
    await page.getByRole("textbox", { name: review.remark }).fill("台账为 16 件，请附汇总表。");
    await take(page, "review-remark");
    await page.getByRole("button", { name: review.done }).click();
    await page.getByRole("button", { name: review.return }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(terms[language].returned[1]).check();
    await dialog.getByLabel(`${review.reason} ${review.reasonHint}`).fill("行政处罚件数请附汇总表。");
    await take(page, "review-return");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: review.accept }).click();
    await dialog.getByLabel(review.signedOffBy).fill("区政府办公室负责人");
    await take(page, "review-accept");
  }

  async function take(page: Page, name: string): Promise<void> {
    const path = `${PICTURES}/${name}.${language}.png`;
    await page.evaluate(() => window.document.fonts.ready);
    await page.screenshot({ path, animations: "disabled" });
    await promisify(execFile)("pngquant", ["--force", "--ext", ".png", "--speed", "1", "--strip", "48", path]);
  }
}

async function top(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
}
