// The suite for programs: a channel, typed calls, and the two things that take more than one call.

export { etagOf, type FiledReport, fileReport, type ReportToFile } from "./file_report.js";
export { type FieldViolation, type PreconditionViolation, Refusal } from "./refusal.js";
export { newRequestId } from "./request_id.js";
export type { CallOptions, ServiceClient } from "./service_client.js";
export { type ChannelOptions, Suite, type Tls } from "./suite.js";
export { type WatchOptions, type WatchQuestion, type WatchStep, watchAggregates } from "./watch_aggregates.js";
