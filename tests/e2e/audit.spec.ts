import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { District } from "./suite/district.js";
import { tabTo } from "./suite/keyboard.js";
import { expect, expectAccessible, look, type Page, test, UNFINISHED } from "./suite/test.js";

const FOLDER = mkdtempSync(join(tmpdir(), "nianbao-audit-"));
const PROOF = join(FOLDER, "proof.json");

// A new SM2 key: the private half and the public one.
function makeKey(name: string): { secret: string; open: string } {
  const key = { secret: join(FOLDER, `${name}-key.pem`), open: join(FOLDER, `${name}.pem`) };
  execFileSync("openssl", ["genpkey", "-algorithm", "SM2", "-out", key.secret]);
  execFileSync("openssl", ["pkey", "-in", key.secret, "-pubout", "-out", key.open]);
  return key;
}

const KEY = makeKey("service");
const OTHER = makeKey("other");

test.use({ headKey: KEY.secret });
test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2023);
  await district.fileAll(2024, UNFINISHED);
});

const events = (page: Page) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.locator("time") });
const keyFile = (page: Page) => page.getByLabel("选择服务的公钥（PEM 文件）");
const proofFile = (page: Page) => page.getByLabel("选择证明文件（JSON）");

async function openProof(page: Page, district: District, organ: string, year = 2023): Promise<void> {
  await page.goto(district.url(`/${organ}/${year}/audit?view=proof`));
  await expect(page.getByRole("heading", { name: "封存与证明" })).toBeVisible();
}

// The proof in the file as the command line judges it.
async function judged(district: District, file: string, ...flags: string[]): Promise<string> {
  return district.run("verify", "proof", file, ...flags).catch((error: { stdout: string }) => error.stdout);
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of a proof
async function tampered(change: (proof: any) => void): Promise<string> {
  const proof = JSON.parse(await readFile(PROOF, "utf8"));
  change(proof);
  const file = join(FOLDER, "tampered.json");
  await writeFile(file, JSON.stringify(proof));
  return file;
}

test("events stand in sentences, newest first, and the whole chain is checked in the browser", async ({
  page,
  district,
}) => {
  await page.goto(district.url("/qinghe/2024/audit"));
  const head = await district.run("verify", "audit");
  const count = /核验 (\d+) 号事件/.exec(head)?.[1];
  await expect(page.getByText(`${count} 条相连，无一改动`)).toBeVisible();
  await expect(page.getByText(/末端 ([0-9a-f]{64})/.exec(head)?.[1] ?? "none")).toBeVisible();

  await expect(events(page)).toHaveCount(50);
  const accepted = "区政务公开办 受理 清禾区教育局 2024 年度报告（第 1 版），签发人 区政府办公室负责人";
  await expect(events(page).filter({ hasText: accepted })).toBeVisible();
  const late = /qinghe-education 报送 清禾区教育局 2024 年度报告（第 1 版），逾期（期限 2025-01-31）/;
  await expect(events(page).filter({ hasText: late })).toBeVisible();
  await expect(events(page).first()).toContainText(`第 ${count} 条`);
  await look(page, "audit-log");
  await expectAccessible(page);
});

test("an event unfolds, and the list is narrowed to an organ, a year and a kind", async ({ page, district }) => {
  await page.goto(district.url("/qinghe-education/2023/audit"));
  await page.getByLabel("类别").selectOption("填报与审核");
  await page.getByRole("main").getByRole("combobox", { name: "年度" }).selectOption("2023 年");
  await expect(page.getByText("3 / 3 条，新的在前")).toBeVisible();
  await expect(events(page).nth(0)).toContainText("区政务公开办 受理 清禾区教育局 2023 年度报告");
  await expect(events(page).nth(1)).toContainText("qinghe-education 报送 清禾区教育局 2023 年度报告");
  await expect(events(page).nth(2)).toContainText("qinghe-education 开始填报 清禾区教育局 2023 年度报告");

  await events(page)
    .nth(0)
    .getByText(/^第 \d+ 条/)
    .click();
  await expect(events(page).nth(0)).toContainText("区政务公开办（自报姓名，未经认证）");
  await expect(events(page).nth(0)).toContainText('"to": "STATE_ACCEPTED"');
  await look(page, "audit-event");
  await expectAccessible(page);

  await page.getByLabel("范围").selectOption("全部单位");
  await expect(page.getByText(/^39 \/ 39 条/)).toBeVisible();
});

test("what happens while the page is open is read on, and joins the chain", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/audit"));
  await expect(page.getByText(/条相连，无一改动/)).toBeVisible();
  await district.run("year", "lock", "qinghe", "--year", "2024", "--reason", "汇总期间", "--as", "区政务公开办");
  await page.getByRole("button", { name: "读取新增" }).click();
  await expect(events(page).first()).toContainText("区政务公开办 锁定 泠州市清禾区人民政府 2024 年度");
  await expect(events(page).first()).toContainText("理由：汇总期间");
  await expect(page.getByText(/条相连，无一改动/)).toBeVisible();
  await district.run("year", "unlock", "qinghe", "--year", "2024", "--reason", "汇总完毕", "--as", "区政务公开办");
});

test("heads that were kept tell whether the log was rewritten", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/audit"));
  await expect(page.getByText(/条相连，无一改动/)).toBeVisible();
  await page.getByLabel("类别").selectOption("锁定与封存");
  await page.getByText("用此前保存的日志头核对").click();
  const file = join(district.folder, "heads.jsonl");
  await page.getByLabel("选择日志头文件（heads.jsonl）").setInputFiles(file);
  await expect(page.getByText(/日志经过文件中的 \d+ 个日志头，没有被改写/)).toBeVisible();
  await keyFile(page).setInputFiles(KEY.open);
  await expect(page.getByText("日志头都由所给公钥的持有者签名")).toBeVisible();
  await look(page, "audit-heads");
  await expectAccessible(page);

  const [line = ""] = (await readFile(file, "utf8")).split("\n");
  const other = JSON.parse(line);
  other.head.digest = Buffer.alloc(32).toString("base64");
  const forged = join(FOLDER, "forged.jsonl");
  await writeFile(forged, `${JSON.stringify(other)}\n`);
  await page.getByLabel("选择日志头文件（heads.jsonl）").setInputFiles(forged);
  await expect(page.getByText("此前的事件被改写过")).toBeVisible();
  await expect(page.getByText("签名与所给公钥不符")).toBeVisible();
});

test.describe(() => {
  // The browser says of a refusal that it was one.
  test.use({ expectedErrors: /400 \(Bad Request\)/ });

  test("an office seals a year in the page, with the keyboard alone, and the proof is there", async ({
    page,
    district,
  }) => {
    await openProof(page, district, "qinghe");
    await expect(page.getByText("2023 年度还没有封存")).toBeVisible();
    await tabTo(page.getByText("封存 泠州市清禾区人民政府 2023 年度"));
    await page.keyboard.press("Enter");
    await look(page, "audit-not-sealed");
    await expectAccessible(page);
    await tabTo(page.getByLabel("请先写明操作人"));
    await page.keyboard.type("区政务公开办");
    await tabTo(page.getByLabel("封存理由"));
    await page.keyboard.type("汇总定稿");
    await tabTo(page.getByRole("button", { name: "封存", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("还有 1 份应报年报没有受理")).toBeVisible();
    await expect(page.getByLabel("封存理由")).toHaveValue("汇总定稿");
    await tabTo(page.getByLabel(/尽管有报告没有受理/), "Shift+Tab");
    await page.keyboard.press("Space");
    await tabTo(page.getByRole("button", { name: "封存", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(/泠州市清禾区人民政府 已由 区政务公开办 于 .* 封存（理由：汇总定稿）/)).toBeVisible();
    await expect(page.getByText("封存时缺报 1 份")).toBeVisible();
  });
});

test("the proof of a report is checked in the page, and by the command line from the downloaded file", async ({
  page,
  district,
}) => {
  await openProof(page, district, "qinghe-education");
  const shows = "泠州市清禾区人民政府 2023 年度的合计包含 清禾区教育局 的数字";
  await expect(page.getByText(shows)).toBeVisible();
  await expect(page.getByText("2 级逐级重新相加：200 个数字都相符，没有负数，没有溢出")).toBeVisible();
  await expect(page.getByText("没有给出公钥（见下方），签名没有核对")).toBeVisible();
  await keyFile(page).setInputFiles(KEY.open);
  await expect(page.getByText("合计由所给公钥的持有者签名")).toBeVisible();
  await expect(page.getByText("没有给出公钥（见下方），签名没有核对")).toBeHidden();

  const path = page.getByRole("list", { name: "从报告到合计" }).locator("> li");
  await expect(path).toHaveCount(2);
  await page.getByLabel("看哪个数字").selectOption({ index: 1 });
  await expect(path.nth(0)).toContainText("清禾区教育局");
  await expect(path.nth(1)).toContainText("其他下级（12 个）");
  await look(page, "audit-proof");
  await expectAccessible(page);
  await page.getByText(/^计入合计的数字/).click();
  const row = page.getByRole("row").filter({ hasText: "行政许可 · 本年处理决定数量" });
  await expect(row.getByRole("cell")).toHaveText(["86", "70,077"]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载证明" }).click();
  await (await download).saveAs(PROOF);
  const said = await judged(district, PROOF, "--key", KEY.open, "--organ", "qinghe-education", "--year", "2023");
  expect(said).toContain("已证明：organs/qinghe 的合计（2023 年度）包含 organs/qinghe-education 的数字");
  expect(said).toContain("合计由所给公钥的持有者签名");

  await page.getByLabel("摘要算法").selectOption("SHA-256");
  await expect(page.getByText("每一级的 SHA-256 摘要重算后都相符")).toBeVisible();
});

test("a proof from a file is refused with what and where, as the command line refuses it", async ({
  page,
  district,
}) => {
  await openProof(page, district, "qinghe-education");
  await keyFile(page).setInputFiles(KEY.open);
  const file = page.getByRole("region", { name: /^文件 / });
  await proofFile(page).setInputFiles(PROOF);
  await expect(file.getByText("2023 年度的合计包含")).toBeVisible();
  await expect(file.getByText("合计由所给公钥的持有者签名")).toBeVisible();

  const one = (text: string) => String(BigInt(text) + 1n);
  // biome-ignore lint/suspicious/noExplicitAny: JSON of a proof
  const changes: [string, (proof: any) => void][] = [
    ["root.sums", (proof) => (proof.root.sums[0] = one(proof.root.sums[0]))],
    ["root.sums", (proof) => (proof.path[0].children[3].sums[2] = one(proof.path[0].children[3].sums[2]))],
    ["path[0].children[2].sums", (proof) => (proof.path[1].own[7] = one(proof.path[1].own[7]))],
    ["root.digest", (proof) => (proof.path[0].children[0].node += "x")],
    ["root.digest", (proof) => (proof.root.position.sequence = one(proof.root.position.sequence))],
    ["root.coverage", (proof) => proof.root.coverage.accepted--],
    ["path[1].own", (proof) => (proof.path[1].own[0] = "-1")],
    ["root.signature", (proof) => (proof.root.position.digest = Buffer.alloc(32, 1).toString("base64"))],
  ];
  for (const [place, change] of changes) {
    const bad = await tampered(change);
    await proofFile(page).setInputFiles(bad);
    await expect(file.getByText("证明不成立")).toBeVisible();
    await expect(file.getByText(place, { exact: true })).toBeVisible();
    const said = await judged(district, bad, "--key", KEY.open);
    const sentence = /不符：(.*)/.exec(said)?.[1] ?? "none";
    await expect(file.getByText(sentence)).toBeVisible();
    // The command line gives no place for a signature.
    if (place !== "root.signature") expect(said).toContain(`位置 ${place}\n`);
  }
  await look(page, "audit-tampered");
  await expectAccessible(page);

  await proofFile(page).setInputFiles(KEY.open);
  await expect(page.getByText("service.pem 不是证明文件")).toBeVisible();
  await expect(file).toBeHidden();
});

test("another key is told, and so is a private one", async ({ page, district }) => {
  await openProof(page, district, "qinghe-education");
  await expect(page.getByText("2023 年度的合计包含")).toBeVisible();
  await keyFile(page).setInputFiles(OTHER.open);
  await expect(page.getByText("签名与所给的公钥不符")).toBeVisible();
  await keyFile(page).setInputFiles(KEY.secret);
  await expect(page.getByText("service-key.pem 是私钥")).toBeVisible();
  await expect(page.getByText("2023 年度的合计包含")).toBeVisible();
});

test("both views speak English, and are reached with the keyboard", async ({ page, district }) => {
  await page.goto(district.url("/qinghe-education/2023/audit"));
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText(/entries are one chain, none was altered/)).toBeVisible();
  await expect(events(page).first()).toContainText(/put version|sealed|accepted|lifted/);
  await page.getByLabel("Kind").selectOption("Locks and seals");
  await look(page, "audit-log-english");
  await tabTo(page.getByRole("link", { name: "Seal and proof" }));
  await page.keyboard.press("Enter");
  await expect(
    page.getByText(/The total of 泠州市清禾区人民政府 for 2023 holds the figures of 清禾区教育局/),
  ).toBeVisible();
  await look(page, "audit-proof-english");
});

test("an event that was altered in the store is named, and so is the end of what can be believed", async ({
  page,
  district,
}) => {
  const audit = await district.run("verify", "audit");
  const count = Number(/核验 (\d+) 号事件/.exec(audit)?.[1]);
  await district.whileStopped(async () => {
    const store = join(district.folder, "nianbao.db");
    const bytes = await readFile(store, "latin1");
    const [told, untold] = ["汇总期间", "汇总期中"].map((text) => Buffer.from(text).toString("latin1")) as [
      string,
      string,
    ];
    expect(bytes).toContain(told);
    await writeFile(store, bytes.replaceAll(told, untold), "latin1");
  });

  await page.goto(district.url("/qinghe/2024/audit"));
  await expect(page.getByText("日志对不上：1 处")).toBeVisible();
  await expect(page.getByText(`${count} 条相连，无一改动`)).toBeHidden();
  const event = events(page).filter({ hasText: "与摘要不符" });
  await expect(event).toHaveCount(1);
  await expect(event).toContainText("区政务公开办 锁定 泠州市清禾区人民政府 2024 年度");
  const sequence = /第 (\d+) 条/.exec((await event.textContent()) ?? "")?.[1];
  await expect(page.getByText(`第 ${sequence} 条：内容与它的摘要不符，或不接在前一条之后`)).toBeVisible();
  await page.getByLabel("类别").selectOption("锁定与封存");
  await look(page, "audit-broken");
  await expectAccessible(page);
  const said = await district.run("verify", "audit").catch((error: { stdout: string }) => error.stdout);
  expect(said).toContain(`链在第 ${sequence} 号事件`);
});
