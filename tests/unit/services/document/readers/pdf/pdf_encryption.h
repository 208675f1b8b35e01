// The standard security handler of PDF, revision 2.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

class PdfEncryption {
 public:
  PdfEncryption(absl::string_view user_password, absl::string_view file_id);

  // The entry /Encrypt of the trailer.
  std::string Dictionary() const;
  // A string or stream of the object.
  std::string Encrypted(int object, absl::string_view data) const;

 private:
  std::string key_;
  std::string owner_entry_;
  std::string user_entry_;
};

}  // namespace nianbao::document::readers
