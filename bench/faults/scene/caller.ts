import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Payload } from '../../harness/api-client.js';

/** What may be answered while things are broken; whoever asked does it again, under the same key. */
const TRY_AGAIN = new Set(['UNAVAILABLE', 'IDEMPOTENCY_KEY_IN_PROGRESS']);
const ANSWER_MILLISECONDS = 15_000;

/** What the mutations of this run answer, each some of it. */
export interface Fields {
  session?: { accessToken: string };
  request?: { id: string; status: string; revision: number };
  invitation?: { id: string };
  match?: { reviewState: string };
}

interface Answer {
  data?: { result: Payload<Fields> } | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Somebody who asks the API as a good client does: with a key, and again until there is an answer. */
export class Caller {
  /** Answers that no client should get, whatever is broken. */
  readonly surprises: string[] = [];

  constructor(
    /** Asked anew for each try: the process may be another by then. */
    private readonly url: () => string,
    private readonly token: string | null = null,
  ) {}

  as(token: string): Caller {
    return new Caller(this.url, token);
  }

  /** Over another process of the same service. */
  at(url: string): Caller {
    return new Caller(() => url, this.token);
  }

  /** Null where there was no answer in all that time. */
  async mutate(mutation: string, variables: object, patience = 60_000): Promise<Payload<Fields> | null> {
    const key = randomUUID();
    for (const deadline = Date.now() + patience; Date.now() < deadline; await wait(100 + Math.random() * 150)) {
      const answer = await this.ask(mutation, variables, key).catch(() => null);
      if (answer === null) continue;
      const { data, errors } = answer;
      if (!errors && data) return data.result;
      const code = errors?.[0]?.extensions?.code ?? 'no code';
      if (!TRY_AGAIN.has(code)) this.surprises.push(`answered ${code}: ${errors?.[0]?.message}`);
    }
    return null;
  }

  /** As `mutate`, where it must be answered and not be refused. */
  async done(mutation: string, variables: object, patience?: number): Promise<Fields> {
    const result = await this.mutate(mutation, variables, patience);
    if (result === null) throw new Error(`no answer to ${mutation}`);
    if (result.userErrors.length > 0) throw new Error(`${JSON.stringify(result.userErrors)} to ${mutation}`);
    return result;
  }

  async ask(query: string, variables: object, key: string): Promise<Answer> {
    const response = await fetch(`${this.url()}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'en',
        'idempotency-key': key,
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    return (await response.json()) as Answer;
  }
}
