#include "services/document/domain/json_report.h"

#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {

absl::StatusOr<form::v1::AnnualReport> ReadJsonReport(absl::string_view content) {
  form::v1::AnnualReport report;
  const auto parsed = google::protobuf::util::JsonStringToMessage({content.data(), content.size()}, &report);
  if (!parsed.ok()) {
    const std::string problem = Excerpt(parsed.message().ToString());
    return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                         absl::StrCat("content: got ", problem, ", want proto3 JSON of nianbao.form.v1.AnnualReport"))
        .Field("content", problem)
        .Chinese(absl::StrCat("文件不是年度报告的 JSON：", problem, "。请按说明改正后重新导入。"));
  }
  if (const auto vector = form::VectorOf(report); !vector.ok()) return vector.status();
  return report;
}

}  // namespace nianbao::document::domain
