#include "clients/cli/session.h"

namespace nianbao::cli {
namespace {

int Weight(ExitStatus status) {
  switch (status) {
    case kRefused:
      return 3;
    case kUnresolvedCells:
      return 2;
    case kErrorFindings:
      return 1;
    case kClean:
      return 0;
  }
  return 3;
}

}  // namespace

ExitStatus Worse(ExitStatus a, ExitStatus b) { return Weight(a) >= Weight(b) ? a : b; }

}  // namespace nianbao::cli
