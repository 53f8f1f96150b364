import type { Language } from '../platform/i18n/message.js';
import type { ToldProblem } from '../platform/graphql/mutation-payload.js';

/** A mutation the service refused, though the demonstration’s data is right: its sentences say why. */
export class DemoRefused extends Error {
  override name = 'DemoRefused';
  constructor(
    operation: string,
    readonly errors: readonly Pick<ToldProblem, 'code' | 'message' | 'path'>[],
  ) {
    super(
      `${operation}: ${errors.map(({ code, message, path }) => `${path.join('.')}: ${message} (${code})`).join('; ')}`,
    );
  }

  has(code: string): boolean {
    return this.errors.some((error) => error.code === code);
  }
}

/** Someone outside who talks to the service over HTTP, and knows nothing but its address. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly language: Language,
    private readonly accessToken: string | null = null,
  ) {}

  signedIn(accessToken: string): ApiClient {
    return new ApiClient(this.url, this.language, accessToken);
  }

  /** The data of a query. */
  async query<Data>(document: string, variables: object = {}): Promise<Data> {
    return this.execute<Data>(document, variables, {});
  }

  /**
   * The payload of a mutation, called by its name with its arguments. With a key a second sending of the same does
   * nothing and has the same answer.
   */
  async mutate<Payload>(mutation: Mutation, variables: object, idempotencyKey?: string): Promise<Payload> {
    const headers: Record<string, string> = idempotencyKey ? { 'idempotency-key': idempotencyKey } : {};
    const data = await this.execute<{ result: Payload & { userErrors: ToldProblem[] } }>(
      `mutation ${mutation.variables && `(${mutation.variables})`} { result: ${mutation.call} { ${mutation.answer} userErrors { code message path } } }`,
      variables,
      headers,
    );
    if (data.result.userErrors.length > 0) throw new DemoRefused(mutation.call, data.result.userErrors);
    return data.result;
  }

  /** Sends a PDF; the same content again is the same file. */
  async upload(name: string, content: Buffer): Promise<{ id: string }> {
    const input = { purpose: 'CERTIFICATE_EVIDENCE', name, mediaType: 'application/pdf', sizeBytes: content.length };
    const { slot } = await this.mutate<{ slot: { uploadUrl: string } }>(FILE_SLOT_CREATE, { input });
    const response = await fetch(this.url + slot.uploadUrl, {
      method: 'PUT',
      headers: { ...this.headers(), 'content-type': 'application/pdf' },
      body: new Uint8Array(content),
    });
    if (response.status !== 201) throw new Error(`PUT ${slot.uploadUrl}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  }

  private async execute<Data>(query: string, variables: object, headers: Record<string, string>): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { ...this.headers(), 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: { message: string }[] };
    if (!answer.data || answer.errors) {
      const messages = answer.errors?.map(({ message }) => message).join('; ') ?? `HTTP ${response.status}`;
      throw new Error(`The service answered: ${messages}`);
    }
    return answer.data;
  }

  private headers(): Record<string, string> {
    return {
      'accept-language': this.language,
      ...(this.accessToken !== null && { authorization: `Bearer ${this.accessToken}` }),
    };
  }
}

export interface Mutation {
  /** Declarations: `$id: ID!`; none where it takes nothing. */
  variables: string;
  /** Name and arguments: `requestPublish(id: $id)`. */
  call: string;
  /** Fields of the payload beside `userErrors`. */
  answer: string;
}

const FILE_SLOT_CREATE: Mutation = {
  variables: '$input: FileSlotInput!',
  call: 'fileSlotCreate(input: $input)',
  answer: 'slot { uploadUrl }',
};
