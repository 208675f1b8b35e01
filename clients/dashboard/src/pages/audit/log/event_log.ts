// The log of events, read from its beginning so that the whole chain is checked.
import type { EventToken } from "@gen/nianbao/submission/v1/event_pb";
import { onScopeDispose, shallowRef } from "vue";
import { type Break, ChainCheck } from "@/proof/event_chain";
import { hexOf, isSame } from "@/proof/hex";
import { type Refusal, refusalOf } from "@/rpc/refusal";
import { events } from "@/rpc/services";
import { type Entry, readEvent } from "./entry";
import { OrgansSeen } from "./organs_seen";
import { listRawEvents } from "./raw_events";

const PAGE = 1000;
// A county has fewer in years; a nation has more than a browser should hold unasked.
const UNASKED = 20_000;

export interface Reading {
  entries: Entry[];
  organs: OrgansSeen;
  logId: string;
  // The end of the log as the service gave it.
  head: EventToken | undefined;
  // Up to where the chain was followed.
  sequence: bigint;
  digest: string;
  breaks: readonly Break[];
  // The end that the service gave is not the one that the events lead to.
  headDiffers: boolean;
}

export function useEventLog() {
  const reading = shallowRef<Reading>();
  const refusal = shallowRef<Refusal>();
  const waiting = shallowRef(false);
  const running = new AbortController();
  let chain: ChainCheck | undefined;
  let position: EventToken | undefined;

  // Reads what was not read yet, but so much at most. After an error it goes on where it was.
  async function readOn(): Promise<void> {
    if (waiting.value) return;
    waiting.value = true;
    refusal.value = undefined;
    try {
      const { token: head } = await events.getHead({}, { signal: running.signal });
      if (head === undefined) return;
      const begun = { ...(reading.value ?? beginning()), head };
      reading.value = begun;
      const enough = begun.entries.length + UNASKED;
      while (begun.sequence < head.sequence && begun.entries.length < enough) {
        if (!(await readPage(begun))) break;
        reading.value = { ...begun };
      }
    } catch (error) {
      if (!running.signal.aborted) refusal.value = refusalOf(error);
    } finally {
      waiting.value = false;
    }
  }

  // Whether there was one.
  async function readPage(begun: Reading): Promise<boolean> {
    const after = position === undefined ? {} : { after: position };
    const page = await listRawEvents({ ...after, pageSize: PAGE }, running.signal);
    if (page.token === undefined || page.records.length === 0) return false;
    position = page.token;
    chain ??= new ChainCheck(page.token.logId);
    for (const record of page.records) {
      const event = readEvent(record);
      chain.take(event.sequence, record);
      const { head } = begun;
      if (head?.sequence === event.sequence && !isSame(head.digest, record.digest)) begun.headDiffers = true;
      const isNew = begun.organs.take(event);
      if (event.change.case === "filing") delete event.change.value.cells;
      begun.entries.push({ event, record, titles: begun.organs.titlesOf(event), isNew });
    }
    const { logId, sequence, digest, breaks } = chain;
    Object.assign(begun, { logId, sequence, digest: hexOf(digest), breaks });
    return true;
  }

  // After the log was replaced by another one.
  function startAgain(): Promise<void> {
    reading.value = chain = position = undefined;
    return readOn();
  }

  void readOn();
  onScopeDispose(() => running.abort());
  return { reading, refusal, waiting, readOn, startAgain };
}

function beginning(): Reading {
  return {
    entries: [],
    organs: new OrgansSeen(),
    logId: "",
    head: undefined,
    sequence: 0n,
    digest: "",
    breaks: [],
    headDiffers: false,
  };
}
