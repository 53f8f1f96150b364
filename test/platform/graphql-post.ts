import { expect } from '@jest/globals';

/** The codes a client has to know; `ApiErrorCode` says what they mean. */
export const CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'INVALID_REQUEST',
  'LIMIT_EXCEEDED',
  'OPERATION_NOT_REGISTERED',
  'BUDGET_SPENT',
  'IDEMPOTENCY_KEY_REUSED',
  'UNAVAILABLE',
  'INTERNAL',
];

export interface Posted {
  status: number;
  headers: Headers;

  data: any;
  errors: { message: string; extensions: { code: string } }[];
  text: string;
}

/** Sends what no client of ours would: any body under any type. */
export async function post(
  url: string,
  body: string | FormData | null,
  headers: object = {},
  method = 'POST',
): Promise<Posted> {
  const response = await fetch(`${url}/graphql`, { method, body, headers: headers as Record<string, string> });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    ...(JSON.parse(text) as Pick<Posted, 'data' | 'errors'>),
  };
}

export const postJson = (url: string, body: unknown, headers: object = {}): Promise<Posted> =>
  post(url, typeof body === 'string' ? body : JSON.stringify(body), { 'content-type': 'application/json', ...headers });

/** The codes of an answer that is a GraphQL error in JSON, and tells nothing of what is behind it. */
export function codesOf(answer: Pick<Posted, 'errors' | 'text' | 'headers'>): string[] {
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.text).not.toMatch(
    /node_modules|\.[jt]s:\d|mercurius|fastify|typeorm|select |insert |relation|ketnoi_|stack/i,
  );
  const codes = answer.errors.map(({ extensions }) => extensions.code);
  for (const code of codes) expect(CODES).toContain(code);
  return codes;
}
