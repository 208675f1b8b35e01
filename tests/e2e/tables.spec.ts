import { expect, expectAccessible, look, test, UNFINISHED } from "./suite/test.js";

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2023);
  await district.fileAll(2024, UNFINISHED);
});

test("the three tables stand in the printed layout with the totals of the node", async ({ page, district }) => {
  await page.goto(district.url("/qinghe/2024/tables"));
  await expect(page.getByRole("table")).toHaveCount(3);
  await expect(page.locator('[data-cell="proactive_disclosure.normative_documents.in_force"]')).toHaveText("95");
  await look(page, "tables");
  await expectAccessible(page);
});
