#include "services/submission/domain/event_by.h"

namespace nianbao::submission {

v1::Event EventBy(const Caller& caller, const std::string& request_id) {
  v1::Event event;
  event.mutable_actor()->set_name(caller.name);
  event.mutable_actor()->set_authenticated(caller.authenticated);
  event.set_request_id(request_id);
  return event;
}

}  // namespace nianbao::submission
