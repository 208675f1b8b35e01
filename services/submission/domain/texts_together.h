// Texts of filings that are submitted together: as long as none is committed, the store knows none of them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

class TextsTogether {
 public:
  // A filing as it is about to stand, which must outlive this.
  void Add(const v1::Filing& filing);

  size_t size() const { return filings_.size(); }
  bool Has(absl::string_view filing) const { return filings_.contains(filing); }

  // Those that share bands with the query, and how many. Its limit does not matter.
  std::vector<std::pair<int, const v1::Filing*>> Alike(const TextQuery& query) const;

 private:
  absl::flat_hash_map<std::string, const v1::Filing*> filings_;
  absl::flat_hash_map<int64_t, std::vector<const v1::Filing*>> by_band_;
};

}  // namespace nianbao::submission
