// 汇总范围: what stands behind exported totals, so that a partial one cannot pass as a whole. The document is Chinese,
// whatever the language of the page.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { type Aggregate, type Coverage, Tree } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import type { AnnexSchema } from "@gen/nianbao/document/v1/annex_pb";
import { shanghaiTime } from "@/i18n/shanghai_time";
import { isPartial } from "./coverage_words";

function completeness(coverage: Coverage): string {
  const { expected, accepted, submitted, returned, missing } = coverage;
  if (expected === 0) return "没有机关应当报送本年度报告，各表没有可以汇总的数据。";
  if (!isPartial(coverage)) return `汇总完整：应报 ${expected} 份报告，已全部受理并计入各表合计。`;
  return (
    `汇总不完整：应报 ${expected} 份报告，只计入已受理的 ${accepted} 份，尚缺 ${expected - accepted} 份` +
    `（待审核 ${submitted}，已退回 ${returned}，未报送 ${missing}）。各表所列不是全部机关的合计。`
  );
}

export function coverageAnnex(total: Aggregate, coverage: Coverage): MessageInitShape<typeof AnnexSchema> {
  const counts: [string, number, string][] = [
    ["应报", coverage.expected, "本年度应当报送的报告，等于以下四项之和"],
    ["已受理", coverage.accepted, "已计入各表合计"],
    ["待审核", coverage.submitted, "已报送，尚未受理，未计入"],
    ["已退回", coverage.returned, "退回修改，未计入"],
    ["未报送", coverage.missing, "没有报送，未计入"],
    ["其中：逾期报送", coverage.late, "已报送的报告中，晚于截止日的"],
    ["其中：已公开", coverage.published, "已受理的报告中，已向社会公开的"],
    ["其中：按原样补录", coverage.backloaded, "已受理的报告中，按原件补录的往年报告，其自身合计可能有误"],
    ["其中：只报汇总", coverage.summaries, "已受理的报告中，代表其全部下级的汇总报告"],
  ];
  const tree =
    total.tree === Tree.TODAY ? "现行口径：按机关现在的隶属关系汇总" : "年度口径：按该年度的报送名单和隶属关系汇总";
  const source: [string, string][] = [
    ["汇总节点", `${total.title}（${total.node}）`],
    ["报告年度", String(total.year)],
    ["汇总口径", tree],
    ...(total.line === "" ? [] : [["条线", total.line] satisfies [string, string]]),
    ["取数时间", `${shanghaiTime(timestampFromDate(new Date()))}（北京时间）`],
    ...(total.position?.sources ?? []).flatMap(({ logId, sequence }): [string, string][] => [
      ["事件日志", logId],
      ["截至序号", sequence.toString()],
    ]),
  ];
  return {
    title: "汇总范围与覆盖情况",
    paragraphs: [completeness(coverage)],
    tables: [
      {
        caption: "覆盖情况",
        columnTitles: ["项目", "份数", "说明"],
        rows: counts.map(([item, count, meaning]) => ({ texts: [item, String(count), meaning] })),
      },
      {
        caption: "数据来源",
        columnTitles: ["项目", "内容"],
        rows: source.map((texts) => ({ texts })),
      },
    ],
  };
}
