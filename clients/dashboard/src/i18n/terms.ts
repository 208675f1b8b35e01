// Terms of filing and review that pages share, by the numbers of the protos.
const zh = {
  colon: "：",
  severity: { 1: "错误", 2: "提醒", 3: "提示" },
  timeliness: { 1: "按时报送", 2: "逾期报送" },
  // Of a revision.
  state: { 1: "草稿", 2: "已报送", 3: "已退回", 4: "已受理", 5: "已撤回", 6: "已更正", 7: "已公开", 8: "已撤销" },
  // Why a warning is no mistake.
  explanation: {
    1: "机构调整",
    2: "统计口径调整",
    3: "规范性文件清理",
    4: "上年数据有误",
    5: "业务量变化",
    6: "无此职能",
    7: "其他",
  },
  // Why a report is returned.
  returned: {
    1: "数据有误",
    2: "数据前后不一致",
    3: "文字与数据不符",
    4: "内容缺项",
    5: "情况说明不充分",
    6: "格式不符",
    7: "报错机关、年度或范围",
    8: "含不宜公开内容",
    9: "其他",
  },
};

const en: typeof zh = {
  colon: ": ",
  severity: { 1: "Error | Errors", 2: "Warning | Warnings", 3: "Hint | Hints" },
  timeliness: { 1: "On time", 2: "Late" },
  state: {
    1: "Draft",
    2: "Submitted",
    3: "Returned",
    4: "Accepted",
    5: "Withdrawn",
    6: "Superseded",
    7: "Published",
    8: "Revoked",
  },
  explanation: {
    1: "Reorganisation",
    2: "Counted otherwise",
    3: "Documents reviewed",
    4: "Last year's figures were wrong",
    5: "Workload",
    6: "No such duty",
    7: "Other",
  },
  returned: {
    1: "Figures wrong",
    2: "Figures inconsistent",
    3: "Text contradicts figures",
    4: "Incomplete",
    5: "Explanation insufficient",
    6: "Form wrong",
    7: "Wrong organ, year or scope",
    8: "Holds what must not be published",
    9: "Other",
  },
};

export const terms = { zh, en };
