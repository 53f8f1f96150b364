export interface GraphqlAnswer<Data> {
  status: number;
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

interface Costing {
  extensions?: { cost?: { budget?: object } };
}

/** A client over HTTP, as anyone outside would be. */
export class TestClient {
  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  withHeaders(headers: Record<string, string>): TestClient {
    return new TestClient(this.url, { ...this.headers, ...headers });
  }

  withToken(accessToken: string): TestClient {
    return this.withHeaders({ authorization: `Bearer ${accessToken}` });
  }

  inLanguage(language: 'vi' | 'en'): TestClient {
    return this.withHeaders({ 'accept-language': language });
  }

  /** The whole answer, errors included. */
  async execute<Data = any>(query: string, variables: object = {}): Promise<GraphqlAnswer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Omit<GraphqlAnswer<Data>, 'status'> & Costing;
    // What is left to spend is another figure each time, whatever was asked.
    delete answer.extensions?.cost?.budget;
    return { status: response.status, ...answer };
  }

  /** The data of an operation that must not fail. */
  async data<Data = any>(query: string, variables: object = {}): Promise<Data> {
    const answer = await this.execute<Data>(query, variables);
    if (answer.errors) throw new Error(`${JSON.stringify(answer.errors)}\n${query}`);
    return answer.data;
  }
}
