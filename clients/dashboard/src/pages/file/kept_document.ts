// The document that was dropped, with what was read of it: kept in this browser until the report is submitted.
export interface KeptDocument {
  name: string;
  mediaType: string;
  content: Uint8Array<ArrayBuffer>;
  // ReadDocumentResponse.
  reading: Uint8Array;
  // Number of the revision to which it is attached in the service; 0 for none.
  attachedTo: number;
}

const STORE = "documents";

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open("nianbao", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

export async function readKeptDocument(filing: string): Promise<KeptDocument | undefined> {
  return inStore<KeptDocument | undefined>("readonly", (store) => store.get(filing));
}

export async function keepDocument(filing: string, document: KeptDocument): Promise<void> {
  await inStore("readwrite", (store) => store.put(document, filing));
}

export async function dropDocument(filing: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(filing));
}
