// A change that is asked for again with the same content, because its answer never came, carries the id it had: it is
// done once.
export function useRequestIds(): (content: object) => string {
  let asked = { content: "", id: "" };
  return (content) => {
    const text = JSON.stringify(content, (_, value) => (typeof value === "bigint" ? `${value}` : value));
    if (asked.content !== text) asked = { content: text, id: crypto.randomUUID() };
    return asked.id;
  };
}
