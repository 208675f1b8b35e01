// Times as the suite counts them: by the clock of Shanghai, whatever the machine's zone.
import { type Timestamp, timestampDate } from "@bufbuild/protobuf/wkt";

const minute = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" });

// As 2025-01-31 16:05; empty when there is no time.
export function shanghaiTime(time: Timestamp | Date | undefined): string {
  if (time === undefined) return "";
  return minute.format(time instanceof Date ? time : timestampDate(time));
}

// Today, as 2025-01-31.
export function shanghaiToday(): string {
  return day.format(new Date());
}
