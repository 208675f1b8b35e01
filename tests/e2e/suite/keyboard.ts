// What a person does who has no pointer.
import { expect, type Locator } from "@playwright/test";

// Presses Tab until the focus is there; fails when it never is.
export async function tabTo(target: Locator, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press(key);
  }
  await expect(target, "reached by the Tab key").toBeFocused();
}
