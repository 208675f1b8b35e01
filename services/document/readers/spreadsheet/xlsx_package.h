// The XML parts of a workbook's archive, unpacked under limits.
#pragma once

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/document/domain/limits.h"

struct zip;

namespace nianbao::document::readers {

class XlsxPackage {
 public:
  // content must outlive the package. INVALID_ARGUMENT DOCUMENT_UNREADABLE when it is no archive; RESOURCE_EXHAUSTED
  // when it has too many entries.
  static absl::StatusOr<XlsxPackage> Open(absl::string_view content, domain::Budget& budget);

  // The parsed part, or nullptr when there is none of this name. What the archive says of its size is not trusted.
  // RESOURCE_EXHAUSTED names the limit: unpacked_bytes, unpack_ratio or elements.
  absl::StatusOr<std::unique_ptr<pugi::xml_document>> Part(absl::string_view name);

 private:
  using Archive = std::unique_ptr<zip, void (*)(zip*)>;

  XlsxPackage(Archive archive, domain::Budget& budget);
  absl::StatusOr<std::optional<std::string>> Unpack(const std::string& name);

  Archive archive_;
  domain::Budget* budget_;
};

// The name of an element or attribute without its namespace prefix.
absl::string_view LocalName(absl::string_view name);

// The first child element of this local name; null when there is none.
pugi::xml_node ChildOf(const pugi::xml_node& node, absl::string_view name);

// The attribute of this local name as text; empty when it is missing.
absl::string_view AttributeOf(const pugi::xml_node& node, absl::string_view name);

}  // namespace nianbao::document::readers
