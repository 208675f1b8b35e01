// A change that is asked for again, because its answer never came, carries the id it had: it is done once.
import { type DescMessage, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";

export function useRequestIds() {
  let asked = { what: "", id: "" };
  return <Desc extends DescMessage>(schema: Desc, request: MessageShape<Desc>): string => {
    const what = base64Encode(toBinary(schema, request));
    if (asked.what !== what) asked = { what, id: crypto.randomUUID() };
    return asked.id;
  };
}
