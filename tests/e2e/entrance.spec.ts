import { expect, test } from "./suite/test.js";

test("an empty roster says how to fill it", async ({ page, district }) => {
  await page.goto(district.url("/"));
  await expect(page.getByText("名册中还没有单位")).toBeVisible();
});

test("the entrance leads to the top of the roster, and later to where the person looked last", async ({
  page,
  district,
}) => {
  await district.importRoster();
  await page.goto(district.url("/"));
  await expect(page).toHaveURL(/\/qinghe\/\d{4}\/overview$/);
  await expect(page.getByRole("banner")).toContainText("泠州市清禾区人民政府");

  await page.goto(district.url("/qinghe-education/2024/tables"));
  await expect(page.getByRole("banner")).toContainText("清禾区教育局");
  await page.goto(district.url("/"));
  await expect(page).toHaveURL(/\/qinghe-education\/2024\/overview$/);
});
