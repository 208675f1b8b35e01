// Pages behind a login: a real provider on loopback, and a gateway that asks it.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLIENT, IdentityProvider, PERSON } from "../integration/gateway/suite/identity_provider.js";
import { Program } from "../integration/gateway/suite/program.js";
import { expect, expectAccessible, FILES, look, test, UNFINISHED } from "./suite/test.js";

const ends: (() => unknown)[] = [];
let gateway: Program;
let provider: IdentityProvider;

test.beforeAll(async ({ district }) => {
  await district.importRoster();
  await district.fileAll(2024, UNFINISHED);
  const folder = await mkdtemp(join(tmpdir(), "nianbao-login-"));
  ends.push(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/secret`, CLIENT.secret, { mode: 0o600 });
  await writeFile(`${folder}/key`, randomBytes(32).toString("base64"), { mode: 0o600 });
  provider = await IdentityProvider.start({ after: (stop) => ends.push(stop) });
  gateway = await Program.start("nianbao-gateway", [
    ...["--listen", "127.0.0.1:0", "--upstream", district.servicesAddress, "--files", FILES],
    ...["--oidc-issuer", provider.issuer, "--oidc-client-id", CLIENT.id],
    ...["--oidc-client-secret-file", `${folder}/secret`, "--session-key", `${folder}/key`],
  ]);
  ends.push(() => gateway.stop("SIGKILL"));
  provider.serve([gateway]);
});

test.afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

// Of the provider's own page, which wants a font from elsewhere.
test.use({ expectedErrors: /ERR_NAME_NOT_RESOLVED|404/ });

test("a person logs in, sees the totals where he was, and logs out", async ({ page }) => {
  await page.goto(`${gateway.url}/qinghe/2024/tables?compare=0`);
  await expect(page.getByRole("main")).toContainText("请先登录");
  await look(page, "login-needed");
  await expectAccessible(page);

  await page.getByRole("main").getByRole("link", { name: "登录" }).click();
  await expect(page.getByRole("banner")).toContainText(PERSON.name);
  await expect(page).toHaveURL(`${gateway.url}/qinghe/2024/tables?compare=0`);
  await expect(page.locator('[data-cell="proactive_disclosure.normative_documents.in_force"]')).toContainText("95");
  await expect(page.getByLabel("操作人")).toHaveCount(0);

  await page.getByRole("button", { name: "退出" }).click();
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.goto(`${gateway.url}/qinghe/2024/tables`);
  await expect(page.getByRole("main")).toContainText("请先登录");
  await expect(page.getByRole("banner").getByRole("link", { name: "登录" })).toBeVisible();
});
