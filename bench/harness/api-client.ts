export interface UserError {
  code: string;
  message: string;
  path: string[];
}

/** What a mutation answered: its payload with everything that stood in the way. */
export type Payload<Fields> = Fields & { userErrors: UserError[] };

/** A client over HTTP, as anyone outside would be. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly accessToken: string | null = null,
  ) {}

  withToken(accessToken: string): ApiClient {
    return new ApiClient(this.url, accessToken);
  }

  async query<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers() },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
    if (errors) throw new Error(`The API answered: ${errors.map(({ message }) => message).join('; ')}\n${query}`);
    return data;
  }

  /** A mutation of one field named `result`, with what stood in its way. */
  async mutate<Fields>(mutation: string, variables: object): Promise<Payload<Fields>> {
    return (await this.query<{ result: Payload<Fields> }>(mutation, variables)).result;
  }

  /** A mutation that must not be refused. */
  async done<Fields>(mutation: string, variables: object): Promise<Fields> {
    const result = await this.mutate<Fields>(mutation, variables);
    if (result.userErrors.length === 0) return result;
    const problems = result.userErrors.map(({ code, path, message }) => `${path.join('.')}: ${message} (${code})`);
    throw new Error(`The API refused: ${problems.join('; ')}\n${mutation}`);
  }

  async upload(name: string, content: string): Promise<string> {
    const { slot } = await this.done<{ slot: { uploadUrl: string } }>(
      `mutation ($input: FileSlotInput!) {
        result: fileSlotCreate(input: $input) { slot { uploadUrl } userErrors { code message path } } }`,
      {
        input: {
          purpose: 'CERTIFICATE_EVIDENCE',
          name,
          mediaType: 'application/pdf',
          sizeBytes: Buffer.byteLength(content),
        },
      },
    );
    const response = await fetch(this.url + slot.uploadUrl, {
      method: 'PUT',
      headers: { 'content-type': 'application/pdf', ...this.headers() },
      body: content,
    });
    const answer = (await response.json()) as { id: string; message?: string };
    if (!response.ok) throw new Error(`The file was refused: ${answer.message}`);
    return answer.id;
  }

  private headers(): Record<string, string> {
    const language = { 'accept-language': 'en' };
    return this.accessToken === null ? language : { ...language, authorization: `Bearer ${this.accessToken}` };
  }
}
