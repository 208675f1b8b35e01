// A call as `curl -d '{…}'` makes it.

// An error as the Connect protocol writes it.
export interface ErrorAnswer {
  code: string;
  message: string;
  details?: { type: string; value: string; debug?: Record<string, unknown> }[];
}

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    // biome-ignore lint/suspicious/noExplicitAny: JSON of any message
    readonly body: any,
  ) {}

  // biome-ignore lint/suspicious/noExplicitAny: JSON of any message
  ok(): any {
    if (this.status !== 200) throw new Error(`got ${this.status} ${JSON.stringify(this.body)}, want 200`);
    return this.body;
  }

  get error(): ErrorAnswer {
    return this.body;
  }

  detail(type: string): Record<string, unknown> {
    return this.error.details?.find((detail) => detail.type === `google.rpc.${type}`)?.debug ?? {};
  }

  get reason(): unknown {
    return this.detail("ErrorInfo")["reason"];
  }

  get chinese(): unknown {
    return this.detail("LocalizedMessage")["message"];
  }
}

export async function callJson(
  url: string,
  method: string,
  request: object | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof request === "string" ? request : JSON.stringify(request),
  });
  const text = await response.text();
  return new Answer(response.status, response.headers, text === "" ? undefined : JSON.parse(text));
}
