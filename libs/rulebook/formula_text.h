// Sums and comparisons as people write them.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// The language of the words between the cell codes.
enum class Language { kChinese, kEnglish };

// The figure of another report than the one that is checked is "prior(CELL)", "parts(CELL)" or "largest part(CELL)".
// Constants beside amounts of money are in yuan, others plain. A sum of nothing is "0".
class FormulaText {
 public:
  // The rule must stay.
  FormulaText(const v1::Rule& rule, Language language) : rule_(rule), language_(language) {}

  // "requests.received.{column} + requests.carried_in.{column}", "10 × prior({cell}) - 1".
  std::string OfSum(const google::protobuf::RepeatedPtrField<v1::Term>& terms) const;

  // "left = right", "left ≥ right", "left is a multiple of 10.00 yuan". A comparison of LinearRule or Comparison.
  template <typename Body>
  std::string Of(const Body& body) const {
    return Compare(body.left(), body.relation(), body.right());
  }

 private:
  using Terms = google::protobuf::RepeatedPtrField<v1::Term>;

  absl::string_view Say(absl::string_view zh_cn, absl::string_view en) const {
    return language_ == Language::kChinese ? zh_cn : en;
  }
  std::string Signed(const Terms& terms, int sign, bool money) const;
  std::string Amount(const v1::Term& term, int64_t coefficient, bool money) const;
  std::string Compare(const Terms& left, v1::Relation relation, const Terms& right) const;
  bool IsMoney(const Terms& terms) const;

  const v1::Rule& rule_;
  const Language language_;
};

}  // namespace nianbao::rulebook
