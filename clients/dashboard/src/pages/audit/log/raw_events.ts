// Reads pages of the log as bytes.
import { type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { EventService, type ListEventsRequestSchema } from "@gen/nianbao/submission/v1/event_service_pb";
import { type EventPage, readPage } from "@/proof/event_page";
import { transport } from "@/rpc/transport";

// A message without fields keeps all that it does not know, which is everything, as it came.
const asBytes = { ...EventService.method.listEvents, output: EmptySchema };

export async function listRawEvents(
  request: MessageInitShape<typeof ListEventsRequestSchema>,
  signal: AbortSignal,
): Promise<EventPage> {
  const { message } = await transport.unary(asBytes, signal, undefined, undefined, request);
  return readPage(toBinary(EmptySchema, message));
}
