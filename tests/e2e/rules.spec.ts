import { tabTo } from "./suite/keyboard.js";
import { type District, expect, expectAccessible, look, type Page, test } from "./suite/test.js";

const OFFICER = "规则管理员";
const CARRY_OVER = "本年填报的上年结转等于上一年报告的结转下年度";
const RESOURCES = "qinghe-human-resources";

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2023);
  await expect(district.submit(RESOURCES, 2024), "a warning is not explained").rejects.toThrow(/WARNINGS_UNEXPLAINED/);
});

async function goTo(page: Page, district: District): Promise<void> {
  await page.addInitScript((name) => localStorage.setItem("nianbao.actor", name), OFFICER);
  await page.goto(district.url("/qinghe/2024/rules"));
  await expect(page.getByRole("table")).toHaveCount(6);
}

const row = (page: Page, rule: string) => page.getByRole("row", { name: rule });

test("what is checked is listed by what it compares, and can be searched", async ({ page, district }) => {
  await goTo(page, district);
  const rules = JSON.parse(await district.run("rules", "--output", "json"));
  await expect(page.locator("tbody tr")).toHaveCount(rules.rulebook.rules.length);
  await expect(row(page, CARRY_OVER)).toContainText("提醒");
  await expect(row(page, CARRY_OVER).getByRole("cell").nth(1)).toHaveText("1");
  await expect(page.getByText("2024 年全部单位的 1 份已校验报告")).toBeVisible();

  await page.getByText("申请表每一行的总计等于该行各类申请人之和").click();
  await expect(
    page.getByText("“一、本年新收政府信息公开申请数量 · 总计” = “一、本年新收政府信息公开申请数量 · 自然人” +"),
  ).toBeVisible();
  await expect(page.getByText("同样的算式共 25 组")).toBeVisible();
  await look(page, "rules");
  await expectAccessible(page);

  await page.getByRole("searchbox", { name: "查找规则" }).fill("身份证");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("searchbox", { name: "查找规则" }).fill("");
  await page.getByLabel("有报告不符的").check();
  await expect(row(page, CARRY_OVER)).toBeVisible();
  await expect(row(page, "文字中没有身份证号码")).toBeHidden();
  await page.getByLabel("级别").selectOption({ label: "错误：不能报送" });
  await expect(page.getByText("没有这样的规则。")).toBeVisible();
});

test("a rule is switched off with a reason after its effect was shown, and a new check no longer asks it", async ({
  page,
  district,
}) => {
  await goTo(page, district);
  await page.getByRole("button", { name: `停用：${CARRY_OVER}` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("查看了 1 份，其中 1 份会变。")).toBeVisible();
  await expect(dialog.getByRole("row", { name: "清禾区人力资源和社会保障局" })).toContainText("2 → 0");
  await dialog.getByLabel("理由").fill("今年机构改革，结转口径调整。");
  await look(page, "rules-switch");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "停用", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: `已停用：${CARRY_OVER}` })).toBeVisible();
  await expect(row(page, CARRY_OVER)).toContainText(`${OFFICER}：今年机构改革，结转口径调整。`);
  await expect(row(page, CARRY_OVER)).toContainText("已停用");
  await page.getByLabel("已停用的").check();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await look(page, "rules-off");
  await expectAccessible(page);

  await district.submit(RESOURCES, 2024);
  expect(await district.run("filing", "show", `${RESOURCES}/2024`)).not.toContain("requests.carry_over");
});

test("it is switched on again with the keyboard alone, and asked again", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/rules"));
  await tabTo(page.getByLabel("已停用的"));
  await page.keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: `启用：${CARRY_OVER}` }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("请先写明操作人")).toBeFocused();
  await page.keyboard.type(OFFICER);
  await expect(dialog.getByRole("row", { name: "清禾区人力资源和社会保障局" })).toContainText("0 → 2");
  await tabTo(dialog.getByLabel("理由"));
  await page.keyboard.type("口径已恢复。");
  await tabTo(dialog.getByRole("button", { name: "启用", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(`已启用：${CARRY_OVER}`)).toBeVisible();
  await district.run("filing", "withdraw", `${RESOURCES}/2024`, "--as", RESOURCES);
  await expect(district.submit(RESOURCES, 2024)).rejects.toThrow(/WARNINGS_UNEXPLAINED/);
});

test("the rules can be read in English", async ({ page, district }) => {
  await page.addInitScript(() => localStorage.setItem("nianbao.language", "en"));
  await goTo(page, district);
  await expect(page.getByRole("heading", { name: "The report as a form" })).toBeVisible();
  await page.getByText("The amount notified is a multiple of ten yuan").click();
  await expect(page.getByText("“收费通知的总金额” is a multiple of 10 yuan")).toBeVisible();
  await look(page, "rules-english");
});

test.describe("refusals", () => {
  test.use({ expectedErrors: /the server responded with a status of 4\d\d/ });

  test("a rulebook that changed meanwhile is told, and the reason stays", async ({ page, district }) => {
    await goTo(page, district);
    await page.getByRole("button", { name: "停用：文字中没有手机号码" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("理由").fill("报告印有咨询电话。");
    const other = ["rules", "set", "filing.in_time", "--status", "off", "--reason", "另有考核", "--as", "另一人"];
    await district.run(...other);
    await dialog.getByRole("button", { name: "停用", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("规则集刚刚有变动，请重新查看");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "重新查看" }).click();
    await expect(dialog.getByLabel("理由")).toHaveValue("报告印有咨询电话。");
    await expect(dialog.getByRole("alert")).toBeHidden();
    await dialog.getByRole("button", { name: "停用", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "已停用：文字中没有手机号码" })).toBeVisible();
    await expect(row(page, "在应报送日期之前报送")).toContainText("另一人：另有考核");
  });
});
