// A page of the log with its events as they came: see RawRecord.
import { fromBinary } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type EventToken, EventTokenSchema } from "@gen/nianbao/submission/v1/event_pb";
import { type RawRecord, rawRecord } from "./event_chain";

export interface EventPage {
  records: RawRecord[];
  // The position after them.
  token: EventToken | undefined;
}

// From the bytes of a ListEventsResponse: fields 1 and 2.
export function readPage(bytes: Uint8Array): EventPage {
  const reader = new BinaryReader(bytes);
  const page: EventPage = { records: [], token: undefined };
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (field === 1 && type === WireType.LengthDelimited) page.records.push(rawRecord(reader.bytes()));
    else if (field === 2 && type === WireType.LengthDelimited)
      page.token = fromBinary(EventTokenSchema, reader.bytes());
    else reader.skip(type, field);
  }
  return page;
}
