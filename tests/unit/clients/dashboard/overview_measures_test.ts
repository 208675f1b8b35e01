import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { CoverageSchema, EmptyCellsSchema } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import { IndicatorSchema } from "@gen/nianbao/aggregation/v1/indicator_pb";
import { cellByCode } from "@/form/catalogue";
import { percent, signed } from "@/form/ratio";
import type { Total } from "@/live/totals";
import { coloured, soleState } from "@/pages/overview/children";
import { ColourScale, printedShade } from "@/pages/overview/colour_scale";
import {
  cellsOf,
  keySums,
  measured,
  measureOf,
  printedValue,
  reportsWithoutNumber,
  shareAccepted,
} from "@/pages/overview/measures";
import { movements } from "@/pages/overview/movements";
import { shortName } from "@/pages/overview/short_names";

const GRANTED = "requests.outcomes.granted.total";
const ALL = "requests.outcomes.total.total";
const REFUSED = "requests.outcomes.refused";
const rate = measureOf(
  create(IndicatorSchema, { id: "rate", title: "率", numerator: [{ cell: GRANTED }], denominator: [{ cell: ALL }] }),
);

function total(cells: Record<string, bigint>, accepted = 1, expected = 2): Total {
  const coverage = create(CoverageSchema, { expected, accepted, missing: expected - accepted });
  return {
    node: "organs/a",
    title: "甲",
    year: 2024,
    cells: new Map(Object.entries(cells)),
    coverage,
    emptyCells: undefined,
  };
}

function keySum(title: string) {
  const found = keySums.find((each) => each.title === title);
  if (found === undefined) throw new Error(`no ${title} among ${keySums.map((each) => each.title).join("、")}`);
  return found;
}

test("Key sums bear the printed titles of the form, without numbers of rows", () => {
  assert.deepEqual(
    keySums.map(({ title }) => title),
    [
      "本年新收政府信息公开申请数量",
      "予以公开",
      "不予公开",
      "结转下年度继续办理",
      "行政复议",
      "行政诉讼",
      "行政规范性文件 本年制发件数",
      "行政规范性文件 现行有效件数",
    ],
  );
});

test("A group of rows is the sum of the totals of its rows", () => {
  const sum = keySum("不予公开");
  assert.equal(sum.numerator.length, 8);
  const cells = { [`${REFUSED}.state_secret.total`]: 2n, [`${REFUSED}.state_secret.natural_person`]: 100n };
  assert.equal(measured(sum, total({ ...cells, [`${REFUSED}.internal_affairs.total`]: 3n }))?.numerator, 5n);
});

test("Litigation is what came with and without reconsideration before it", () => {
  const cells = { "remedies.direct_litigation.total": 4n, "remedies.litigation_after_reconsideration.total": 11n };
  assert.equal(printedValue(keySum("行政诉讼"), measured(keySum("行政诉讼"), total(cells))), "15");
});

test("All measures together watch each of their cells once, in the order of the form", () => {
  assert.deepEqual(cellsOf([rate, keySum("予以公开")]), [GRANTED, ALL]);
  for (const code of cellsOf(keySums)) assert.ok(cellByCode.has(code), code);
});

test("A quotient has no value where there is nothing to be a part of", () => {
  assert.equal(measured(rate, total({ [GRANTED]: 0n, [ALL]: 0n })), undefined);
  assert.equal(printedValue(rate, undefined), "—");
  assert.equal(printedValue(rate, measured(rate, total({ [GRANTED]: 1n, [ALL]: 3n }))), "33.3%");
});

test("Nothing accepted is no value, and not 0", () => {
  assert.equal(measured(keySum("予以公开"), total({ [GRANTED]: 0n }, 0)), undefined);
  assert.deepEqual(measured(shareAccepted(""), total({}, 0)), { numerator: 0n, denominator: 2n });
  assert.equal(measured(shareAccepted(""), total({}, 0, 0)), undefined);
});

test("Reports whose cell is blank or unread are counted, those that have no such business are not", () => {
  const at = cellByCode.get(GRANTED)?.index ?? 0;
  const counts = (count: number) => Array.from({ length: 200 }, (_, i) => (i === at ? count : 0));
  const emptyCells = create(EmptyCellsSchema, { blank: counts(2), notApplicable: counts(4), unresolved: counts(1) });
  assert.equal(reportsWithoutNumber(keySum("予以公开"), { ...total({}), emptyCells }), 3);
  assert.equal(reportsWithoutNumber(keySum("不予公开"), { ...total({}), emptyCells }), 0);
});

test("Movements are the sums that moved, by how much, and what they are now", () => {
  const change = { before: total({ [GRANTED]: 1200n }), after: total({ [GRANTED]: 1190n }, 2) };
  assert.deepEqual(movements(change, [rate, ...keySums]), [{ title: "予以公开", value: "1,190", difference: "−10" }]);
});

test("A total whose first report is accepted moved by all that it is", () => {
  const change = { before: total({ [GRANTED]: 0n }, 0), after: total({ [GRANTED]: 7n }, 1) };
  assert.deepEqual(movements(change, keySums)[0]?.difference, "+7");
});

test("Ratios are rounded to one decimal, half away from 0", () => {
  assert.equal(percent(1n, 3n), "33.3%");
  assert.equal(percent(2n, 3n), "66.7%");
  assert.equal(percent(1n, 2000n), "0.1%");
  assert.equal(percent(-17n, 334n), "-5.1%");
  assert.equal(percent(-1n, 100_000n), "0.0%");
  assert.equal(percent(9_007_199_254_740_993n, 9_007_199_254_740_993n * 3n), "33.3%");
  assert.equal(percent(1n, 0n), undefined);
});

test("A sign stands before what is not 0", () => {
  assert.deepEqual(["3", "-3", "0", "0.0%", "-5.1%", "5.1%"].map(signed), ["+3", "−3", "0", "0.0%", "−5.1%", "+5.1%"]);
});

test("Shades share the span of the values, and the greatest has the deepest", () => {
  const scale = ColourScale.of([0n, 44n, 9n].map((numerator) => ({ numerator, denominator: 1n })));
  const shade = (numerator: bigint) => scale.shadeOf({ numerator, denominator: 1n });
  assert.deepEqual([0n, 8n, 9n, 17n, 18n, 35n, 36n, 44n].map(shade), [0, 0, 1, 1, 2, 3, 4, 4]);
  assert.deepEqual(
    scale.shades.map((each) => printedShade(keySum("予以公开"), each)),
    ["0–8", "9–17", "18–26", "27–35", "36–44"],
  );
});

test("A shade between two neighbouring counts is not in the legend", () => {
  const scale = ColourScale.of([0n, 2n].map((numerator) => ({ numerator, denominator: 1n })));
  assert.deepEqual(
    scale.shades.map((each) => printedShade(keySum("予以公开"), each)),
    ["0", undefined, "1", undefined, "2"],
  );
});

test("Values that are all the same have one shade, and no values none", () => {
  const same = ColourScale.of([
    { numerator: 1n, denominator: 3n },
    { numerator: 2n, denominator: 6n },
  ]);
  assert.deepEqual(
    same.shades.map((each) => printedShade(rate, each)),
    ["33.3%"],
  );
  assert.equal(same.shadeOf({ numerator: 1n, denominator: 3n }), same.shades[0]?.shade);
  assert.deepEqual(ColourScale.of([]).shades, []);
});

test("Shares accepted are coloured from none to all, whatever the others are", () => {
  const { children, legend } = coloured([total({}, 1, 2), total({}, 2, 2), total({}, 0, 0)], "", shareAccepted(""));
  assert.deepEqual(
    children.map(({ shade, value }) => [shade, value]),
    [
      [2, "50.0%"],
      [4, "100.0%"],
      [undefined, "—"],
    ],
  );
  assert.equal(legend.length, 5);
});

test("A shade begins with the value at which the one before ends", () => {
  const { children } = coloured([total({}, 1, 5), total({}, 19, 100), total({}, 4, 5)], "", shareAccepted(""));
  assert.deepEqual(
    children.map(({ shade }) => shade),
    [1, 0, 4],
  );
});

test("The only report of a node says where it is", () => {
  const state = (init: object) => soleState(create(CoverageSchema, { expected: 1, ...init }));
  assert.equal(state({ accepted: 1 }), "accepted");
  assert.equal(state({ submitted: 1 }), "waiting");
  assert.equal(state({ returned: 1 }), "returned");
  assert.equal(state({ missing: 1 }), "missing");
  assert.equal(state({ expected: 2, accepted: 1 }), undefined);
});

test("Short names leave out the area that is shared, and the end of every such name", () => {
  const short = (title: string) => shortName(title, "泠州市清禾区人民政府");
  assert.equal(short("清禾区教育局"), "教育局");
  assert.equal(short("清禾区鹭汀镇人民政府"), "鹭汀镇");
  assert.equal(short("清禾区禾畔街道办事处"), "禾畔街道");
  assert.equal(short("泠州市公安局清禾分局"), "公安局清禾分局");
  assert.equal(short("泠州市清禾区档案局"), "档案局");
  assert.equal(short("清禾经济开发区管理委员会"), "清禾经济开发区");
  assert.equal(shortName("清禾区人民政府", "泠州市人民政府"), "清禾区");
  assert.equal(shortName("某某局", ""), "某某局");
});
