// Every way in which one place of a message can be altered: each value, each element of a list, each message inside.
import { clone, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";

export interface Alteration<Desc extends DescMessage> {
  // What was done and where, such as "path[0].children[1].digest: flipped".
  what: string;
  altered: MessageShape<Desc>;
}

type Alter = (message: ReflectMessage) => void;

export function* alterationsOf<Desc extends DescMessage>(
  schema: Desc,
  message: MessageShape<Desc>,
): Generator<Alteration<Desc>> {
  for (const [what, alter] of altersOf(reflect(schema, message), "")) {
    const altered = clone(schema, message);
    alter(reflect(schema, altered));
    yield { what, altered };
  }
}

function* altersOf(message: ReflectMessage, place: string): Generator<[string, Alter]> {
  for (const field of message.fields) {
    const at = `${place}${field.name}`;
    if (field.fieldKind === "list") {
      const list = message.get(field);
      for (let i = 0; i < list.size; i++) {
        // Of long lists of figures each is altered in one way, and some in all.
        if (field.listKind !== "message" && i % 16 !== 0) {
          const [[how, value] = []] = otherValues(list.get(i));
          yield [`${at}[${i}]: ${how}`, (m) => m.get(field).set(i, value as never)];
          continue;
        }
        yield [`${at}[${i}]: left out`, (m) => rebuild(m, field, (items) => items.toSpliced(i, 1))];
        yield [`${at}[${i}]: twice`, (m) => rebuild(m, field, (items) => items.toSpliced(i, 0, items[i]))];
        if (i > 0 && list.get(i) !== list.get(i - 1)) {
          yield [
            `${at}[${i}]: before the one before it`,
            (m) => rebuild(m, field, (items) => items.toSpliced(i - 1, 2, items[i], items[i - 1])),
          ];
        }
        if (field.listKind === "message") {
          for (const [what, alter] of altersOf(list.get(i) as ReflectMessage, `${at}[${i}].`)) {
            yield [what, (m) => alter(m.get(field).get(i) as ReflectMessage)];
          }
        } else {
          for (const [how, value] of otherValues(list.get(i))) {
            yield [`${at}[${i}]: ${how}`, (m) => m.get(field).set(i, value as never)];
          }
        }
      }
      if (list.size > 0) yield [`${at}: empty`, (m) => m.clear(field)];
    } else if (field.fieldKind === "message") {
      if (!message.isSet(field)) continue;
      yield [`${at}: left out`, (m) => m.clear(field)];
      for (const [what, alter] of altersOf(message.get(field), `${at}.`)) yield [what, (m) => alter(m.get(field))];
    } else {
      for (const [how, value] of otherValues(message.get(field))) {
        yield [`${at}: ${how}`, (m) => m.set(field, value as never)];
      }
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a list of whatever the field holds
function rebuild(message: ReflectMessage, field: any, change: (items: unknown[]) => unknown[]): void {
  const list = message.get(field) as unknown as Iterable<unknown> & { clear(): void; add(item: unknown): void };
  const items = change([...list]);
  list.clear();
  for (const item of items) list.add(item);
}

function* otherValues(value: unknown): Generator<[string, unknown]> {
  if (typeof value === "bigint") {
    yield ["one more", value + 1n];
    yield ["one less", value - 1n];
    if (value !== 0n) yield ["nothing", 0n];
    if (value !== 0n) yield ["negative", -value];
  } else if (typeof value === "number") {
    yield ["one more", value + 1];
    yield ["one less", value - 1];
    if (value !== 0) yield ["nothing", 0];
  } else if (typeof value === "string") {
    yield ["longer", `${value}x`];
    yield ["nothing", ""];
  } else if (value instanceof Uint8Array) {
    yield ["flipped", value.map((byte, i) => (i === value.length - 1 ? byte ^ 1 : byte))];
    yield ["cut", value.subarray(1)];
    yield ["nothing", new Uint8Array()];
  } else {
    throw new Error(`no other value for ${typeof value}`);
  }
}
