// Rows that the log tells of and that are not met.
#pragma once

#include <map>
#include <set>

namespace nianbao::submission {

template <typename Key, typename Value>
class MissingRows {
 public:
  explicit MissingRows(const std::map<Key, Value>& told) : told_(told) {}

  // What is told of the row; nullptr when nothing is.
  const Value* Meet(const Key& key) {
    met_.insert(key);
    const auto found = told_.find(key);
    return found == told_.end() ? nullptr : &found->second;
  }
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (const auto& [key, value] : told_) {
      if (!met_.contains(key)) visit(key, value);
    }
  }

 private:
  const std::map<Key, Value>& told_;
  std::set<Key> met_;
};

}  // namespace nianbao::submission
