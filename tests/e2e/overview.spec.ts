import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type District,
  expect,
  expectAccessible,
  FILES,
  look,
  type Page,
  SAMPLES,
  test,
  UNFINISHED,
} from "./suite/test.js";

// In order: what one test has accepted is there in the next.
test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ district }) => {
  test.setTimeout(120_000);
  await district.importRoster();
  await district.fileAll(2023);
  await district.fileAll(2024, UNFINISHED);
});

const progress = (page: Page) => page.getByRole("region", { name: "报送进度" });
const stage = (page: Page, name: string) =>
  progress(page).getByRole("listitem").filter({ hasText: name }).first().getByRole("strong");
const card = (page: Page, name: string) =>
  page.getByRole("region", { name: "主要数据" }).getByRole("listitem").filter({ hasText: name });
const below = (page: Page) => page.getByRole("region", { name: "下级单位" });
const tile = (page: Page, organ: string) => below(page).getByRole("link", { name: organ });
const recent = (page: Page) => page.getByRole("region", { name: "最近变化" });
const isStream = (request: { url(): string }) => request.url().endsWith("/WatchAggregates");
const IN_FORCE = "现行有效件数";

async function open(page: Page, district: District): Promise<void> {
  await page.goto(district.url("/qinghe/2024/overview"));
  await expect(progress(page)).toBeVisible();
}

// The page must not be loaded again from here on.
async function expectNoReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.body.setAttribute("data-first", ""));
  return () => expect(page.locator("body")).toHaveAttribute("data-first", "");
}

// Corrects the report of the education bureau, whose normative documents become so many more, and has it accepted.
async function correct(district: District, more: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nianbao-correction-"));
  const file = join(folder, "qinghe-education.txt");
  const text = await readFile(`${SAMPLES}/2024/qinghe-education.txt`, "utf8");
  const corrected = text
    .replace("印发行政规范性文件3件", `印发行政规范性文件${3 + more}件`)
    .replace(/(行政规范性文件\n\t)3(\n\t2\n\t)12\n/, `$1${3 + more}$2${12 + more}\n`);
  expect(corrected).not.toEqual(text);
  await writeFile(file, corrected);
  const reason = "核对后补计一件";
  await district.run("submit", file, "--organ", "qinghe-education", "--as", "qinghe-education", "--reason", reason);
  await district.accept("qinghe-education", 2024);
  await rm(folder, { recursive: true });
}

test("an overview says how far the year is, beside the year before, each figure with its coverage", async ({
  page,
  district,
}) => {
  await open(page, district);
  await expect(stage(page, "应报")).toHaveText("13");
  await expect(stage(page, "已报")).toHaveText("10");
  await expect(stage(page, "已受理")).toHaveText("10");
  await expect(progress(page)).toContainText("未报 3");
  // What the page of those who have not filed says: these three and the roll-up of the district.
  await expect(progress(page)).toContainText("逾期未报 4");
  await expect(progress(page)).toContainText("逾期报送 10");
  await expect(progress(page).getByRole("link", { name: "另有汇总报告 1 份未报" })).toHaveAttribute(
    "href",
    "/qinghe/2024/missing",
  );
  for (const [tag, list] of Object.entries({ 待审: "submitted", 已退回: "returned", 逾期未报: "overdue" })) {
    await expect(progress(page).getByRole("link", { name: new RegExp(`^${tag} \\d+$`) })).toHaveAttribute(
      "href",
      `/qinghe/2024/missing?state=${list}`,
    );
  }
  await expect(card(page, IN_FORCE)).toContainText("95");
  await expect(card(page, IN_FORCE)).toContainText("上年 107");
  // Ten reports are no match for thirteen.
  await expect(card(page, IN_FORCE)).toContainText("增减 —");
  await expect(page.getByRole("region", { name: "主要数据" })).not.toContainText(/同比 [−\d]/);
  await expect(page.getByText("两年受理份数不同（本年 10 份，上年 13 份），不可比，不列增减和同比。")).toBeVisible();
  for (const each of await page.getByRole("region", { name: "主要数据" }).getByRole("listitem").all()) {
    await expect(each).toContainText("10/13 份已受理");
  }
  await expect(tile(page, "清禾区教育局")).toContainText("已受理");
  await expect(tile(page, "清禾区鹭汀镇人民政府")).toContainText("未报");
  await expect(page.locator("canvas").first()).toBeVisible();
  await look(page, "overview");
});

test("a figure grows where both years cover as many reports", async ({ page, district }) => {
  await page.goto(district.url("/qinghe-education/2024/overview"));
  await expect(card(page, IN_FORCE)).toContainText(/增减 \S*\d/);
  await expect(card(page, IN_FORCE)).toContainText(/同比 \S*\d%/);
  await expect(page.getByText("两年受理份数不同")).toHaveCount(0);
});

test("a table stands behind every chart", async ({ page, district }) => {
  await open(page, district);
  const tables = {
    报送进度: "已受理1076.9%",
    主要数据: "行政复议2826——",
    下级单位: "清禾区教育局100.0%1/1",
    报送日历: "2025-01-310013",
  };
  for (const [name, row] of Object.entries(tables)) {
    const region = page.getByRole("region", { name, exact: true });
    await region.getByText("以表格显示").click();
    await expect(region.getByRole("row").filter({ hasText: row })).toHaveCount(1);
  }
  await look(page, "overview-tables");
  await expectAccessible(page);
});

test("a report accepted elsewhere moves the open page", async ({ page, district }) => {
  await open(page, district);
  await expect(card(page, IN_FORCE)).toContainText("95");
  const stayed = await expectNoReload(page);
  const file = `${SAMPLES}/2024-corrected/qinghe-housing.txt`;
  await district.run("submit", file, "--organ", "qinghe-housing", "--as", "qinghe-housing");
  await expect(stage(page, "已报")).toHaveText("11");
  await expect(stage(page, "已受理")).toHaveText("10");
  await expect(progress(page)).toContainText("待审 1");
  await expect(tile(page, "住房和城乡建设局")).toContainText("待审");

  await district.accept("qinghe-housing", 2024);
  await expect(stage(page, "已受理")).toHaveText("11");
  await expect(card(page, IN_FORCE)).toContainText("104");
  await expect(card(page, IN_FORCE)).toContainText("11/13 份已受理");
  await expect(tile(page, "住房和城乡建设局")).toContainText("已受理");
  await expect(recent(page).getByRole("listitem").first()).toContainText("清禾区住房和城乡建设局已受理区政务公开办");
  await expect(page.getByText(/^数据已更新：已报 11，已受理 11，共应报 13；本年新收/)).toBeAttached();
  await stayed();
  await look(page, "overview-moved");
});

test("a corrected report moves figures by the difference, and says why", async ({ page, district }) => {
  await open(page, district);
  await expect(card(page, IN_FORCE)).toContainText("104");
  const stayed = await expectNoReload(page);
  await correct(district, 1);
  await expect(card(page, IN_FORCE)).toContainText("105");
  await expect(stage(page, "已受理")).toHaveText("11");
  const latest = recent(page).getByRole("listitem").first();
  await expect(latest).toContainText("清禾区教育局更正已受理");
  await expect(latest).toContainText("行政规范性文件 现行有效件数 +1");
  await expect(latest).toContainText("理由：核对后补计一件");
  await stayed();
});

test.describe("while the gateway is gone", () => {
  test.use({ expectedErrors: /net::ERR_(CONNECTION|INCOMPLETE|EMPTY)/ });

  test("the page says that the connection is lost, heals, and shows what came meanwhile", async ({
    page,
    district,
  }) => {
    await open(page, district);
    await expect(stage(page, "已受理")).toHaveText("11");
    const stayed = await expectNoReload(page);
    const startAgain = await district.killGateway();
    await expect(page.getByText("连接已断开，正在重新连接…")).toBeVisible();
    await expect(page.getByText(/数据最后更新于 \d+:\d{2}:\d{2}/)).toBeVisible();
    await look(page, "overview-lost");

    const note = "上年年报将一件已在年底前答复的申请重复计入结转，实际结转一件。";
    const explained = ["natural_person", "total"].flatMap((cell) => [
      "--explain",
      `requests.carry_over/${cell}=${note}`,
    ]);
    await district.submit("qinghe-human-resources", 2024, ...explained);
    await district.accept("qinghe-human-resources", 2024);
    await expect(stage(page, "已受理")).toHaveText("11");

    await startAgain();
    await expect(stage(page, "已受理")).toHaveText("12", { timeout: 20_000 });
    await expect(page.getByText("连接已断开")).toBeHidden();
    await expect(recent(page).getByRole("listitem").first()).toContainText("清禾区人力资源和社会保障局已受理");
    await stayed();
  });
});

test("a hidden page keeps no stream, and catches up by one when it is shown again", async ({ page, district }) => {
  // Chromium under test never hides a page, so the page is told what a browser would tell it.
  const show = (state: DocumentVisibilityState) =>
    page.evaluate((told) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => told });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  const streams: (Buffer | null)[] = [];
  page.on("request", (request) => isStream(request) && streams.push(request.postDataBuffer()));

  await open(page, district);
  await expect(card(page, IN_FORCE)).toContainText("114");
  const closed = page.waitForEvent("requestfailed", isStream);
  await show("hidden");
  await closed;
  await correct(district, 2);
  await expect(card(page, IN_FORCE)).toContainText("114");

  await show("visible");
  await expect(card(page, IN_FORCE)).toContainText("115");
  expect(streams.length).toBe(2);
  // The second says in addition where the first ended.
  expect(streams[1]?.length).toBeGreaterThan((streams[0]?.length ?? 0) + 32);
});

test("a machine that slept for an hour takes its stream up again", async ({ page, district }) => {
  await page.clock.install();
  await open(page, district);
  const closed = page.waitForEvent("requestfailed", isStream);
  const opened = page.waitForRequest(isStream);
  await page.clock.fastForward("01:00:00");
  await closed;
  await opened;
  await correct(district, 3);
  await expect(card(page, IN_FORCE)).toContainText("116");
});

test("the organs below take the colour of any figure, and lead down", async ({ page, district }) => {
  await open(page, district);
  await below(page).getByLabel("着色依据").selectOption("自然人申请占比");
  await expect(tile(page, "清禾区教育局")).toContainText(/\d+\.\d%/);
  await expect(tile(page, "清禾区鹭汀镇人民政府")).toContainText("—");
  await expect(below(page).getByRole("list", { name: "图例" })).toContainText("无数据");
  await below(page).getByLabel("着色依据").selectOption("行政规范性文件 现行有效件数");
  await expect(tile(page, "清禾区教育局")).toContainText("15");
  await look(page, "overview-coloured");
  await expectAccessible(page);

  await tile(page, "清禾区教育局").click();
  await expect(page).toHaveURL(/\/qinghe-education\/2024\/overview$/);
  await expect(stage(page, "应报")).toHaveText("1");
  await expect(below(page)).toContainText("没有下级单位");
  await expect(card(page, IN_FORCE)).toContainText("15");
});

test("all of it can be reached by keyboard", async ({ page, district }) => {
  await open(page, district);
  const reach = async (target: ReturnType<Page["locator"]>) => {
    for (let i = 0; i < 60; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("not reached");
  };
  const behind = progress(page).getByText("以表格显示");
  await reach(behind);
  await page.keyboard.press("Enter");
  await expect(progress(page).getByRole("table")).toBeVisible();
  await reach(below(page).getByLabel("着色依据"));
  await page.keyboard.press("ArrowDown");
  await expect(tile(page, "清禾区教育局")).toContainText("自然人申请占比");
  await reach(tile(page, "清禾区民政局"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/qinghe-civil-affairs\/2024\/overview$/);
});

test("it speaks English too", async ({ page, district }) => {
  await open(page, district);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Accepted12");
  await expect(page.getByRole("region", { name: "Key figures" })).toContainText("12 of 13 accepted");
  await expect(page.getByRole("region", { name: "Latest changes" })).toContainText("Correction accepted");
  await look(page, "overview-english");
});

test("an approved map that the operator put beside the pages is drawn, and leads down", async ({ page, district }) => {
  const folder = await mkdtemp(join(tmpdir(), "nianbao-site-"));
  await cp(FILES, folder, { recursive: true });
  const square = (organ: string, left: number) => ({
    type: "Feature",
    properties: { organ: `organs/${organ}` },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [left, 0],
          [left + 10, 0],
          [left + 10, 10],
          [left, 10],
          [left, 0],
        ],
      ],
    },
  });
  const features = [square("qinghe-education", 0), square("qinghe-health", 10)];
  await writeFile(join(folder, "district.geojson"), JSON.stringify({ type: "FeatureCollection", features }));
  const map = { file: "/district.geojson", approval: "测试用图" };
  await writeFile(join(folder, "config.json"), JSON.stringify({ map }));
  const gateway = await district.gatewayServing(folder);

  await page.goto(`${gateway.url}/qinghe/2024/overview`);
  const drawn = below(page).getByRole("img", { name: /分布图/ });
  await expect(drawn.locator("canvas").first()).toBeVisible();
  await expect(below(page)).toContainText("审图号：测试用图");
  await expect(tile(page, "清禾区教育局")).toHaveCount(0);
  await expect(tile(page, "清禾区民政局")).toBeVisible();
  await look(page, "overview-map");
  const size = await drawn.boundingBox();
  if (size === null) throw new Error("no map");
  await drawn.click({ position: { x: size.width * 0.4, y: size.height / 2 } });
  await expect(page).toHaveURL(/\/qinghe-education\/2024\/overview$/);
  await page.close();
  await gateway.stop("SIGKILL");
  await rm(folder, { recursive: true });
});
