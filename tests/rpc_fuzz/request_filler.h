// Good requests, made whole by what was answered before.
#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tests/property/document/rng.h"
#include "tests/rpc_fuzz/good_request.h"
#include "tests/rpc_fuzz/memory.h"

namespace nianbao::rpc_fuzz {

// Puts in the place of each word that begins with $:
//   $id                 a request_id that was not used before
//   $roster             the sample roster, as the field organs
//   $document           the next sample document, as the fields file_name and content
//   $report             the fields of a report
//   $filedYEAR          a report of that year, as the fields filing, etag and report; $filed: of any year, $rollup: of
//   all
//                       organs together; $warned: of 2024, one that has warnings
//   $draft, $submitted, $returned, $accepted, $filing
//                       a filing in that state, or any, as the fields filing and etag
//   $name               the name of a filing
//   $organ, $node       the name of an organ; of the district or an organ
//   $year, $cell        a year; a cell code
//   $rulebook           the digest of the rulebook in force
//   $today, $soon       a day in Shanghai: today's, one in a month
//   $later              seconds since 1970, ten minutes from now
//   $MESSAGE.FIELD      what the field of an earlier answer held, text or fields; with /old what it held first
class RequestFiller {
 public:
  // memory must outlive it.
  RequestFiller(const Memory& memory, absl::Time now) : memory_(memory), now_(now) {}

  // The request. In order: each choice is the first one that was not made before, or the last thing told.
  std::unique_ptr<google::protobuf::Message> InOrder(const GoodRequest& request, int time);
  std::unique_ptr<google::protobuf::Message> AtRandom(const GoodRequest& request, testing::Rng& random);

  // A request_id that was not used before.
  std::string NewId();

 private:
  std::unique_ptr<google::protobuf::Message> Fill(const GoodRequest& request);
  std::string Expand(absl::string_view word);
  std::string Filed(int year, absl::string_view title_part = "", bool roll_up = false);
  std::string FilingIn(submission::v1::Revision::State state) const;
  std::string NameAndEtag(const std::string& name) const;
  std::string Told(absl::string_view key) const;
  size_t Choose(size_t count, size_t in_order) const;

  const Memory& memory_;
  const absl::Time now_;
  int64_t ids_ = 0;
  // nullptr: in order.
  testing::Rng* random_ = nullptr;
  int time_ = 0;
};

}  // namespace nianbao::rpc_fuzz
