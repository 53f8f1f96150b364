import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { codesOf, type Posted, postJson } from './graphql-post.js';

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { title } userErrors { code path } } }`;
const nested = (depth: number, open: string, close: string): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

describe('JSON that is meant to do harm', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let authorization: string;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
    authorization = (buyer as unknown as { headers: { authorization: string } }).headers.authorization;
  });
  afterAll(() => service.close());

  const send = (variables: string, headers: object = {}): Promise<Posted> =>
    postJson(service.url, `{"query":${JSON.stringify(CREATE)},"variables":${variables}}`, {
      authorization,
      ...headers,
    });
  const works = async (): Promise<void> => {
    const { result } = await buyer.data(CREATE, { input: aRequestInput() });
    expect(result.userErrors).toEqual([]);
  };

  const DEEP: [string, string][] = [
    ['a list in lists', `{"input":{"excludedTaxCodes":${nested(100_000, '[', ']')}}}`],
    ['an object in objects', `{"input":${nested(60_000, '{"a":', '}')}}`],
    ['lines in lines', `{"input":{"lines":${nested(80_000, '[', ']')}}}`],
    ['in a text', `{"input":{"title":${nested(100_000, '[', ']')}}}`],
    ['of a variable nobody declared', `{"input":{},"x":${nested(100_000, '[', ']')}}`],
    ['just beyond the limit', `{"input":{"title":${nested(40, '[', ']')}}}`],
  ];
  it.each(DEEP)('is refused as too deep: %s', async (_what, variables) => {
    for (const headers of [{}, { 'idempotency-key': `deep-${_what.replaceAll(' ', '-')}` }]) {
      const answer = await send(variables, headers);
      expect([answer.status, answer.data, codesOf(answer)]).toEqual([200, null, ['LIMIT_EXCEEDED']]);
    }
    await works();
  });

  const BROKEN: [string, string][] = [
    ['NaN', '{"input":{"title":NaN}}'],
    ['Infinity', '{"input":{"title":-Infinity}}'],
    ['a number as in JavaScript', '{"input":{"title":0x10}}'],
    ['a comment', '{"input":{/* a */}}'],
    ['a comma too many', '{"input":{},}'],
    ['one quote', "{'input':{}}"],
    ['a line break in a text', '{"input":{"title":"a\nb"}}'],
    ['a NUL', '{"input":{"title":"a\u0000b"}}'],
    ['a prototype', '{"input":{"__proto__":{"isAdmin":true}}}'],
    ['a prototype with escapes', '{"input":{"\\u005f_proto__":{"isAdmin":true}}}'],
    ['a prototype of a constructor', '{"input":{"constructor":{"prototype":{"isAdmin":true}}}}'],
    ['a second value', '{}} {'],
    ['unclosed', '{"input":['.repeat(1000)],
  ];
  it.each(BROKEN)('is refused as broken: %s', async (_what, variables) => {
    const answer = await send(variables);
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([400, null, ['INVALID_REQUEST']]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    await works();
  });

  it.each([
    ['beyond what can be reckoned with', '1e400', 'NOT_A_WHOLE_NUMBER'],
    ['long', '9'.repeat(5000), 'NOT_A_WHOLE_NUMBER'],
    ['with many decimals', `0.${'3'.repeat(5000)}`, 'NOT_A_WHOLE_NUMBER'],
    ['beyond 32 bits', '4294967296', 'NUMBER_TOO_LARGE'],
    ['small', '1e-400000', null],
    ['less than nothing', '-0', null],
  ])('has its numbers looked at: %s', async (_what, number, code) => {
    const line = JSON.stringify(aLineInput({ requirements: { lot: { pieces: 77777 } } })).replace('77777', number);
    const answer = await send(`{"input":{"lines":[${line}]}}`);
    const problems = (answer.errors?.[0] as any)?.extensions.problems?.map((problem: any) => problem.code);
    expect([answer.status, problems ?? null]).toEqual([200, code && [code]]);
    if (!code) expect(answer.data.result.request ?? answer.data.result.userErrors.length).toBeTruthy();
  });

  it.each([
    ['constructor', '{"input":{"constructor":1}}'],
    ['toString', '{"input":{"toString":"x"}}'],
    ['hasOwnProperty', '{"input":{"hasOwnProperty":"x","valueOf":1}}'],
    ['a very long one', `{"input":{"${'x'.repeat(100_000)}":1}}`],
  ])('has no fields but those of the schema: %s', async (_what, variables) => {
    const answer = await send(variables);
    expect([answer.data, codesOf(answer)]).toEqual([null, ['INVALID_REQUEST']]);
    expect(answer.text.length).toBeLessThan(250_000);
  });

  it('declares no variables by the names of what every object has', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      const query = `query ($${name}: ID!) { request(id: $${name}) { id } }`;
      expect(codesOf(await postJson(service.url, { query, variables: {} }, { authorization }))).toEqual([
        'INVALID_REQUEST',
      ]);
    }
  });

  it('takes the last of two keys of one name, and answers once', async () => {
    const answer = await send('{"input":{"title":"first","title":"last"}}');
    expect(answer.data.result).toEqual({ request: { title: 'last' }, userErrors: [] });
  });

  it.each([
    ['half a pair', '"\\ud800"'],
    ['a pair the wrong way round', '"\\udc00\\ud800"'],
    ['the end of half a pair', '"x\\udfff"'],
  ])('stores no text that is none: %s', async (_what, title) => {
    const answer = await send(`{"input":{"title":${title}}}`);
    expect(answer.status).toBe(200);
    expect(answer.errors).toBeUndefined();
    const { request: created, userErrors } = answer.data.result;
    expect(created ? Buffer.from(created.title).toString() : userErrors[0].path).toEqual(
      created ? created.title : ['input', 'title'],
    );
  });

  it('may begin with a mark of its byte order', async () => {
    const answer = await postJson(service.url, `\ufeff${JSON.stringify({ query: '{ service { version } }' })}`);
    expect(answer.data).toEqual({ service: { version: expect.any(String) } });
  });

  it.each([
    ['half a letter', Buffer.from([0xe1, 0xba])],
    ['of another encoding', Buffer.from('Công ty', 'latin1')],
    ['a surrogate', Buffer.from([0xed, 0xa0, 0x80])],
    ['longer than needed', Buffer.from([0xc0, 0xaf])],
    ['of UTF-16', Buffer.from('Công', 'utf16le')],
  ])('is UTF-8, or refused: %s', async (_what, bytes) => {
    const [before, after] = JSON.stringify({ query: CREATE, variables: { input: { title: '|' } } }).split('|');
    const answer = await sendBytes(Buffer.concat([Buffer.from(before!), bytes, Buffer.from(after!)]));
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([400, 'INVALID_REQUEST']);
    await works();
  });

  it('may come in pieces that cut a letter in two', async () => {
    const whole = Buffer.from(JSON.stringify({ query: CREATE, variables: { input: { title: 'Giá bắt động cơ' } } }));
    const at = whole.indexOf(Buffer.from('ắ')) + 1;
    const answer = await sendBytes(whole.subarray(0, at), whole.subarray(at));
    expect(answer.body.data.result.request).toEqual({ title: 'Giá bắt động cơ' });
  });

  function sendBytes(...pieces: Buffer[]): Promise<{ status: number; body: any }> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization };
      const sent = request(`${service.url}/graphql`, { method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode!, body: JSON.parse(Buffer.concat(chunks).toString()) });
        });
      });
      sent.on('error', reject);
      const [first, ...others] = pieces;
      sent.write(first, () => setImmediate(() => sent.end(Buffer.concat(others))));
    });
  }
});
