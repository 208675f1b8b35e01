import assert from "node:assert/strict";
import { test } from "node:test";
import { effectScope } from "vue";
import { type Pages, usePages } from "@/rpc/pages";

interface Page {
  items: string[];
  nextPageToken: string;
}

// A list of so many items, two on a page, as a service gives it.
function listOf(items: string[]) {
  const asked: string[] = [];
  let refuse = false;
  const ask = async (pageToken: string): Promise<Page> => {
    asked.push(pageToken);
    if (refuse) throw new Error("refused");
    const from = Number(pageToken);
    const more = from + 2 < items.length;
    return { items: items.slice(from, from + 2), nextPageToken: more ? String(from + 2) : "" };
  };
  const pages = effectScope().run(() => usePages(ask, ({ items }) => items)) as Pages<Page, string>;
  return {
    pages,
    asked,
    refuseFromNowOn(): void {
      refuse = true;
    },
  };
}

async function settled({ waiting }: Pages<Page, string>): Promise<void> {
  while (waiting.value) await new Promise((resolve) => setImmediate(resolve));
}

test("the first page comes by itself, each further one when it is asked for", async () => {
  const { pages } = listOf(["a", "b", "c", "d", "e"]);
  await settled(pages);
  assert.deepEqual(pages.items.value, ["a", "b"]);
  await pages.more();
  assert.deepEqual(pages.items.value, ["a", "b", "c", "d"]);
  assert.equal(pages.complete.value, false);
  assert.equal(await pages.all(), true);
  assert.deepEqual(pages.items.value, ["a", "b", "c", "d", "e"]);
});

test("asked again the list is read as far as it was read, and what was read stays until then", async () => {
  const items = ["a", "b", "c", "d", "e"];
  const { pages, asked } = listOf(items);
  await settled(pages);
  await pages.more();
  items.shift();
  asked.length = 0;
  pages.again();
  await new Promise((resolve) => setImmediate(resolve));
  await settled(pages);
  assert.deepEqual(asked, ["", "2"]);
  assert.deepEqual(pages.items.value, ["b", "c", "d", "e"]);
  assert.equal(pages.complete.value, true);
});

test("a list that was refused is not all there, and what was read stays", async () => {
  const { pages, refuseFromNowOn } = listOf(["a", "b", "c"]);
  await settled(pages);
  refuseFromNowOn();
  assert.equal(await pages.all(), false);
  assert.deepEqual(pages.items.value, ["a", "b"]);
  assert.notEqual(pages.refusal.value, undefined);
});

test("a list that was all there is not, once it cannot be read again", async () => {
  const { pages, refuseFromNowOn } = listOf(["a", "b"]);
  assert.equal(await pages.all(), true);
  refuseFromNowOn();
  pages.again();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(await pages.all(), false);
  assert.deepEqual(pages.items.value, ["a", "b"]);
});
