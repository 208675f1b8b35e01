// Titles and headings with their ordinal apart, so that "2、", "二、" and a lost number compare well.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::domain {

// A printed title taken apart. "（三）不予公开" is {3, true, "不予公开"}.
struct Label {
  // 0 when none is printed.
  int number = 0;
  // The ordinal stands in brackets.
  bool bracketed = false;
  // The Key of the rest; empty for a text too long to be a title.
  std::string body;
};

Label ParseLabel(absl::string_view text);

// A title of the form with all its wordings.
class TitleKey {
 public:
  explicit TitleKey(const form::Title& title);

  // True when one wording has the same body and neither ordinal contradicts the other.
  bool Matches(const Label& label) const;
  // True when the wordings share the body of a label, whatever the ordinals.
  bool SharesBody(const Label& label) const;
  // Of its wordings.
  std::vector<std::string> bodies() const;
  // From 0 to 1: how much of a wording the label has, less where the ordinals contradict each other.
  double Likeness(const Label& label) const;
  // The printed form, without the other wordings.
  const Label& printed() const { return wordings_.front(); }

 private:
  std::vector<Label> wordings_;
};

}  // namespace nianbao::document::domain
