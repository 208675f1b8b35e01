// A change that is asked for again with the same content, because its answer never came, carries the id it had: it is
// done once.
export function useRequestIds(): (content: object) => string {
  let asked = { content: "", id: "" };
  return (content) => {
    const text = JSON.stringify(content, (_, value) => (typeof value === "bigint" ? `${value}` : value));
    if (asked.content !== text) asked = { content: text, id: newRequestId() };
    return asked.id;
  };
}

// 128 random bits. crypto.randomUUID would do, but browsers have it by https alone.
export function newRequestId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
