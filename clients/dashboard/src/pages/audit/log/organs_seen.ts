// The roster as the log tells it: what organs are called, and which stand below which.
import type { Event } from "@gen/nianbao/submission/v1/event_pb";
import { organOfFiling } from "@/form/filing_name";
import { organOf } from "./entry";

export class OrgansSeen {
  private readonly titles = new Map<string, string>();
  private readonly parents = new Map<string, string>();

  // Whether the event names an organ of which nothing was said before.
  take({ change }: Event): boolean {
    const organ = change.case === "organ" ? change.value : undefined;
    if (organ === undefined) return false;
    const isNew = !this.titles.has(organ.name);
    this.titles.set(organ.name, organ.title);
    this.parents.set(organ.name, organ.parent);
    return isNew;
  }

  titlesOf(event: Event): ReadonlyMap<string, string> {
    const names = [organOf(event)];
    if (event.change.case === "verdict") names.push(organOfFiling(event.change.value.cause));
    return new Map(names.map((name) => [name, this.titleOf(name)]));
  }

  // Its id when the log never named it.
  titleOf(name: string): string {
    return this.titles.get(name) ?? name.replace(/^organs\//, "");
  }

  isAtOrBelow(name: string, top: string): boolean {
    const passed = new Set<string>();
    for (let at: string | undefined = name; at !== undefined && !passed.has(at); at = this.parents.get(at)) {
      if (at === top) return true;
      passed.add(at);
    }
    return false;
  }

  // Whether an event says something of the organ or of those below it: it is about one of them, about one above that
  // rules over them, or about all.
  concerns(event: Event, top: string): boolean {
    const organ = organOf(event);
    if (organ === "" || this.isAtOrBelow(organ, top)) return true;
    const rules = ["yearLock", "deadline", "grant"].includes(event.change.case ?? "");
    return rules && this.isAtOrBelow(top, organ);
  }
}
