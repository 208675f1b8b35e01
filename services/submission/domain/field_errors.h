// Collects what is wrong with the fields of a request, so that a caller learns it all at once.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

class FieldErrors {
 public:
  // path is the proto path; description says "got, want" in English; chinese is one sentence without its full stop.
  void Add(absl::string_view path, absl::string_view description, absl::string_view chinese);

  // OK when nothing was added, else INVALID_ARGUMENT with this reason and one violation for each field.
  absl::Status ToStatus(absl::string_view reason = "FIELD_INVALID") const;

 private:
  struct Violation {
    std::string path;
    std::string description;
    std::string chinese;
  };
  std::vector<Violation> violations_;
};

}  // namespace nianbao::submission
