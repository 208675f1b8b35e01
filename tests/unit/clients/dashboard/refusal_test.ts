import assert from "node:assert/strict";
import { test } from "node:test";
import { particularsOf } from "@/rpc/refusal";

const refused = (chinese: string, english: string, ...particulars: string[]) => ({
  reason: "SOME_REASON",
  metadata: {},
  chinese,
  english,
  particulars,
  transient: false,
});

test("what the sentence says already is not said again", () => {
  const refusal = refused(
    "年报有 2 处错误。第一处：总计填 2。",
    "got 2 errors",
    "总计填 2。",
    "合计为 5。",
    "合计为 5。",
  );
  assert.deepEqual(particularsOf(refusal, "zh"), ["合计为 5。"]);
  assert.deepEqual(particularsOf(refusal, "en"), ["总计填 2。", "合计为 5。"]);
});

test("readers of Chinese are not shown English, whatever organs it names", () => {
  const english = ["the submitter may not review the report", "got 清禾区教育局, want 清禾区民政局 or an alias of it"];
  const refusal = refused("不能由本人审核。", "the reviewer: got the submitter", ...english, "2024 年的年报已锁定");
  assert.deepEqual(particularsOf(refusal, "zh"), ["2024 年的年报已锁定"]);
  assert.deepEqual(particularsOf(refusal, "en"), [...english, "2024 年的年报已锁定"]);
});
