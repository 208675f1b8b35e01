// Filings as the terminal shows them.
#pragma once

#include <string>

#include "nianbao/submission/v1/filing.pb.h"

namespace nianbao::cli {

// 草稿, 已报送, 已退回, 已受理, 已撤回, 已更正, 已公开, 已撤销.
std::string StateWord(submission::v1::Revision::State state);

// The states of a filing in a few words, such as "已受理（第 1 版），更正已报送（第 2 版）".
std::string FilingWords(const submission::v1::Filing& filing);

// 数据有误, 内容缺项 and so on; "" for a kind that is not said.
std::string ReturnKindWords(submission::v1::Revision::ReturnKind kind);

// The day that the office set for the filing, if it did, with who set it and why.
void PrintDeadline(const submission::v1::Filing& filing);

// Who did what to a revision and when, in Asia/Shanghai.
void PrintRevision(const submission::v1::Revision& revision);

}  // namespace nianbao::cli
