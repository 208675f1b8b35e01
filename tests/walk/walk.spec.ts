// The README's own commands in a fresh clone, as a new user follows them: to a report that is filed, returned, corrected
// and accepted in Chromium, and into the district's totals. Commands, pages, names and the file are read from the README.
//
// The short form, in `make test`, is the same but for two things: the clone gets programs and npm packages that are built
// already, and `make` is told that they are up to date (`-o programs`), so neither installing nor compiling is tried.
// In both forms services listen on free ports, so addresses are taken from what `make run` prints.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { Clone } from "./clone.js";
import { blocks, code, commands, section } from "./readme.js";
import { type Command, Terminal } from "./terminal.js";

const BUILD = process.env["NIANBAO_WALK_BUILD"];
const PROGRAMS_ARE_THERE = 'make() { command make -o programs "$@"; }';
const FREE_PORTS = { NIANBAO_LISTEN: "127.0.0.1:0", NIANBAO_GATEWAY_LISTEN: "127.0.0.1:0" };
// Addresses of the README, where a user's services would listen.
const SERVICES = "127.0.0.1:7130";
const GATEWAY = "127.0.0.1:7135";
const goesOn = (command: string) => /^build\/bin\/nianbao watch |^curl -N /.test(command);

const started: Command[] = [];
let clone: Clone | undefined;

test.afterAll(async () => {
  for (const command of started) await command.interrupt();
  await clone?.remove();
});

test("the README leads from a fresh clone to an accepted report in the totals", async ({ browser }) => {
  test.skip(!Clone.canBeMade(), "the sources are no repository, so there is nothing to clone");
  clone = await Clone.make();
  if (BUILD !== undefined) await clone.lend(BUILD);
  const readme = await readFile(join(clone.folder, "README.md"), "utf8");
  const first = section(readme, "Your first report");

  const [run = ""] = commands(blocks(section(readme, "Two commands"))[0] ?? "");
  const serving = new Terminal(
    clone.folder,
    { ...process.env, ...FREE_PORTS },
    BUILD === undefined ? "" : PROGRAMS_ARE_THERE,
  ).type(run);
  started.push(serving);
  const address = await serving.says(/网页：(http:\S+)\n/);
  const services = await serving.says(/服务继续运行于 ([^，]+)，/);
  const site = new URL(address).origin;
  const here = (command: string) => command.replaceAll(SERVICES, services).replaceAll(GATEWAY, new URL(site).host);
  const second = new Terminal(clone.folder, { ...process.env, NIANBAO_SERVER: services });
  expect(section(readme, "The pages")).toContain(`http://${GATEWAY}${new URL(address).pathname}`);

  const person = async (path: string, name: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${site}${path}`);
    await page.getByLabel("操作人", { exact: true }).fill(name);
    await page.getByLabel("操作人", { exact: true }).press("Enter");
    return page;
  };
  // Presses a button that the README names.
  const press = async (within: Page | Locator, name: string) => {
    expect(first, "the README names the button").toContain(`**${name}**`);
    await within.getByRole("button", { name, exact: true }).click();
  };

  const overview = await (await browser.newContext()).newPage();
  await overview.goto(address);
  const progress = overview.getByRole("region", { name: "报送进度" });
  const accepted = progress.getByRole("listitem").filter({ hasText: "已受理" }).first().getByRole("strong");
  const inForce = overview
    .getByRole("region", { name: "主要数据" })
    .getByRole("listitem")
    .filter({ hasText: "现行有效件数" });
  const tile = overview.getByRole("region", { name: "下级单位" }).getByRole("link", { name: "清禾区鹭汀镇人民政府" });
  await expect(accepted).toHaveText("12");
  await expect(inForce).toContainText("113");
  await expect(tile).toContainText("未报");
  await overview.evaluate(() => document.body.setAttribute("data-never-reloaded", ""));

  const watched = commands(blocks(section(readme, "The command line"))[0] ?? "").find(goesOn) ?? "";
  const watching = second.type(here(watched));
  started.push(watching);
  await watching.says(/(12 \/ 13)/);

  // The clerk.
  const clerk = await person(code(first, /\/file$/), code(first, /填报员$/));
  const chooser = clerk.getByLabel("选择文件", { exact: true }).last();
  await chooser.setInputFiles(join(clone.folder, code(first, /^samples\//)));
  const problems = clerk.getByText(/^还有 \d+ 项错误$/);
  await expect(problems).toBeVisible();
  const wrong = clerk.locator('[id="cell-requests.outcomes.granted.total"]');
  await expect(wrong).toHaveAttribute("aria-invalid", "true");
  await expect(clerk.getByRole("button", { name: "报送…" })).toBeDisabled();
  await press(clerk, "采用");
  await expect(wrong).toHaveValue("5");
  await submit(clerk);

  // The reviewing office.
  const office = await person(code(first, /\/review$/), code(first, /^区政务公开办$/));
  const open = async () => {
    await office.getByRole("table").getByRole("button", { name: "清禾区鹭汀镇人民政府", exact: true }).click();
    await expect(office.getByRole("heading", { name: "清禾区鹭汀镇人民政府 · 2024 年" })).toBeFocused();
  };
  await expect(tile).toContainText("待审");
  await open();
  await office
    .getByRole("table")
    .getByRole("button", { name: /^行政处罚( · [^：]*)?：15/ })
    .click();
  await office.getByRole("textbox", { name: "批注" }).fill(code(first, /^台账为/));
  await press(office, "写好了");
  await press(office, "退回修改…");
  const returning = office.getByRole("dialog");
  await returning.getByLabel("数据有误").check();
  await returning.getByLabel("原因 填报人会看到这段话。").fill("行政处罚件数请与台账核对。");
  await press(returning, "退回");
  await expect(office.getByRole("status")).toContainText("已退回：清禾区鹭汀镇人民政府 2024 年报告。");
  await expect(tile).toContainText("已退回");

  // The clerk again, on the page as it stands.
  const penalties = clerk.locator('[id="cell-proactive_disclosure.penalty_decisions"]');
  await clerk.reload();
  await expect(clerk.getByText("已退回，请修改后重新报送")).toBeVisible();
  await expect(penalties).toHaveAccessibleDescription(new RegExp(`批注：${code(first, /^台账为/)}`));
  await penalties.fill("16");
  const text = clerk.getByLabel("一、总体情况");
  await text.fill((await text.inputValue()).replace("行政处罚决定15件", "行政处罚决定16件"));
  await submit(clerk);

  // The office accepts, and the totals move.
  await office.goto(`${site}${code(first, /\/review$/)}`);
  await open();
  await expect(office.getByText("原 15")).toBeVisible();
  await press(office, "受理…");
  await office
    .getByRole("dialog")
    .getByLabel("签发的负责人")
    .fill(code(first, /负责人$/));
  await press(office.getByRole("dialog"), "受理");
  await expect(office.getByRole("status")).toContainText("数据已计入汇总");
  await expect(accepted).toHaveText("13");
  await expect(inForce).toContainText("117");
  await expect(inForce).toContainText("13/13 份已受理");
  await expect(tile).toContainText("已受理");
  await expect(overview.locator("body")).toHaveAttribute("data-never-reloaded", "");
  await watching.says(/(13 \/ 13)/);
  await watching.interrupt();

  for (const block of blocks(section(readme, "The command line"))) {
    for (const command of commands(block).filter((each) => !goesOn(each))) {
      const typed = second.type(here(command));
      expect(await typed.ended, `${command}\n${typed.output}`).toBe(0);
    }
  }
  const byHttp = commands(blocks(section(readme, "By HTTP"))[0] ?? "").filter((command) => !goesOn(command));
  const asked = second.type(`set -e\n${here(byHttp.join("\n"))}`);
  expect(await asked.ended, asked.output).toBe(0);
  expect(asked.output).toContain('"accepted":13');

  // What another system does, by the guide that the README names.
  expect(readme).toContain("(docs/integrator.md)");
  const guide = await readFile(join(clone.folder, "docs/integrator.md"), "utf8");
  for (const heading of ["A first call", "A first report"]) {
    const typed = second.type(here(commands(blocks(section(guide, heading))[0] ?? "").join("\n")));
    expect(await typed.ended, typed.output).toBe(0);
    expect(typed.output).toContain(heading === "A first call" ? '"accepted":13' : '"state":"STATE_SUBMITTED"');
  }

  await serving.interrupt();

  async function submit(page: Page): Promise<void> {
    await expect(page.getByText("可以报送。")).toBeVisible();
    await press(page, "报送…");
    await press(page.getByRole("dialog", { name: "报送前请确认" }), "确认报送");
    await expect(page.getByText("已报送，等待审核")).toBeVisible();
  }
});
