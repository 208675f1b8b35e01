// How long a browser that was never here takes until the page shows its figures and answers a click. Arguments: URL, visits.
// Prints the milliseconds of each visit as JSON.
import { chromium } from "@playwright/test";

const [url, visits] = [process.argv[2], Number(process.argv[3])];
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const times = [];
for (let visit = 0; visit < visits; ++visit) {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "commit" });
  times.push(
    await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const figure = () => document.querySelector("main li strong")?.textContent?.match(/\d/);
      while (!figure()) await frame();
      const language = document.documentElement.lang;
      [...document.querySelectorAll("header button")].at(-1).click();
      while (document.documentElement.lang === language) await frame();
      return performance.now();
    }),
  );
  await context.close();
}
await browser.close();
console.log(JSON.stringify(times));
