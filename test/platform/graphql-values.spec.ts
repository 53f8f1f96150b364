import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id } userErrors { code path } } }`;

interface ValueProblem {
  code: string;
  message: string;
  path: string[];
  suggestions: string[];
}

describe('values that do not fit the schema', () => {
  let service: TestService;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  /** The one error there is, which is of no field: nothing was done. */
  async function refused(client: TestClient, query: string, variables: object = {}) {
    const { data, errors } = await client.execute(query, variables);
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    const [{ message, extensions }] = errors as unknown as [{ message: string; extensions: any }];
    expect(extensions.code).toBe('INVALID_REQUEST');
    return { message, ...extensions, problems: extensions.problems as ValueProblem[] };
  }
  const places = (problems: ValueProblem[]): string[] =>
    problems.map(({ code, path }) => `${code} ${path.join('.')}`).sort();

  it('are named all at once, each with its place, among 700 lines', async () => {
    const lines: any[] = Array.from({ length: 700 }, () => aLineInput());
    lines[412].requirements.lot.pieces = 2.5;
    lines[0].titel = 'Giá bắt';
    lines[1].operations = [{ ownOnly: 'yes' }];
    lines[2].requirements.material.level = 'Must';
    lines[3].requirements.size.width = 16;
    lines[4] = 'a bracket';
    lines[5].requirements.tolerance.plusMinus = { value: '0.05', unit: 5 };
    lines[699].operations[1] = null;
    lines[6].requirements.lot.pieces = 3_000_000_000;
    lines[7].requirements.delivery.from = 20270101;
    const { problems, problemsLeftOut } = await refused(buyer, CREATE, { input: { title: 5, lines } });
    expect(places(problems)).toEqual(
      [
        'FIELD_UNKNOWN input.lines.0.titel',
        'NOT_AN_OBJECT input.lines.3.requirements.size.width',
        'NOT_AN_OBJECT input.lines.4',
        'NOT_A_NUMBER input.lines.5.requirements.tolerance.plusMinus.value',
        'NOT_OF_TYPE input.lines.7.requirements.delivery.from',
        'NOT_ONE_OF input.lines.2.requirements.material.level',
        'NOT_TEXT input.lines.5.requirements.tolerance.plusMinus.unit',
        'NOT_TEXT input.title',
        'NOT_A_WHOLE_NUMBER input.lines.412.requirements.lot.pieces',
        'NOT_YES_OR_NO input.lines.1.operations.0.ownOnly',
        'NUMBER_TOO_LARGE input.lines.6.requirements.lot.pieces',
        'VALUE_MISSING input.lines.1.operations.0.process',
        'VALUE_NULL input.lines.699.operations.1',
      ].sort(),
    );
    expect(problemsLeftOut).toBeUndefined();
    const at = (code: string) => problems.find((problem: ValueProblem) => problem.code === code)!;
    expect(at('NOT_A_WHOLE_NUMBER').path).toEqual(['input', 'lines', '412', 'requirements', 'lot', 'pieces']);
    expect(at('NOT_A_WHOLE_NUMBER').message).toBe('It must be a whole number, not 2.5.');
    expect(at('NOT_ONE_OF').suggestions).toEqual(['MUST']);
    expect(at('FIELD_UNKNOWN').suggestions).toEqual(['title']);
  });

  it('are named in the language of the caller', async () => {
    const input = { lines: [aLineInput({ requirements: { lot: { pieces: 2.5 } } })] };
    const { message, problems } = await refused(buyer.inLanguage('vi'), CREATE, { input });
    expect([message, problems[0]!.message]).toEqual([
      'Một giá trị của yêu cầu không dùng được; xem extensions.problems.',
      'Phải là số nguyên, không phải 2.5.',
    ]);
  });

  it.each([
    [250, { told: 100, problemsLeftOut: 150, problemsNotCounted: undefined }],
    [5000, { told: 100, problemsLeftOut: 900, problemsNotCounted: true }],
  ])('are told up to a hundred, of %i, with how many more there are', async (count, expected) => {
    const input = { excludedTaxCodes: Array.from({ length: count }, (_, at) => at) };
    const { problems, problemsLeftOut, problemsNotCounted } = await refused(buyer, CREATE, { input });
    expect({ told: problems.length, problemsLeftOut, problemsNotCounted }).toEqual(expected);
  });

  it.each([
    ['a variable that is missing', 'query ($id: ID!) { request(id: $id) { id } }', {}, ['VALUE_MISSING id']],
    ['a variable that is null', 'query ($x: ID!) { request(id: $x) { id } }', { x: null }, ['VALUE_NULL id']],
    ['an id that is an object', 'query ($x: ID!) { request(id: $x) { id } }', { x: {} }, ['NOT_AN_ID id']],
    [
      'several variables, by the arguments they stand for',
      `mutation ($lines: [RequestLineInput!], $pieces: Int!, $v: Int) { requestCreate(input: { lines: $lines }) { userErrors { code } }
         again: requestUpdate(id: "x", expectedRevision: $v, input: { lines: [{}, { requirements: { lot: { pieces: $pieces } } }] }) {
           userErrors { code } } }`,
      { lines: [{}, { title: 1 }], pieces: 'many', v: true },
      [
        'NOT_TEXT input.lines.1.title',
        'NOT_A_WHOLE_NUMBER expectedRevision',
        'NOT_A_WHOLE_NUMBER input.lines.1.requirements.lot.pieces',
      ],
    ],
    [
      'literals',
      `mutation { requestCreate(input: { titel: "a", title: 5, lines: [
         { operations: [{}, null], requirements: { lot: { pieces: 2.5 }, material: { anyOf: ["x", 1], level: must } } },
         "bracket" ] }) { userErrors { code } } }`,
      {},
      [
        'FIELD_UNKNOWN input.titel',
        'NOT_AN_OBJECT input.lines.1',
        'NOT_ONE_OF input.lines.0.requirements.material.level',
        'NOT_TEXT input.lines.0.requirements.material.anyOf.1',
        'NOT_TEXT input.title',
        'NOT_A_WHOLE_NUMBER input.lines.0.requirements.lot.pieces',
        'VALUE_MISSING input.lines.0.operations.0.process',
        'VALUE_NULL input.lines.0.operations.1',
      ],
    ],
    [
      'arguments',
      '{ request(ids: "x") { id } requests(first: "many", status: draft) { nodes { id } } }',
      {},
      ['ARGUMENT_UNKNOWN ids', 'NOT_ONE_OF status', 'NOT_A_WHOLE_NUMBER first', 'VALUE_MISSING id'],
    ],
    [
      'more literals than the validation lists',
      `mutation { requestCreate(input: { excludedTaxCodes: [${'1 '.repeat(150)}] }) { userErrors { code } } }`,
      {},
      Array.from({ length: 100 }, (_, at) => `NOT_TEXT input.excludedTaxCodes.${at}`).sort(),
    ],
  ])('are named with their place: %s', async (_what, query, variables, expected) => {
    for (let round = 1; round <= 3; round++) {
      expect(places((await refused(buyer, query, variables)).problems)).toEqual([...expected].sort());
    }
  });

  it.each([
    ['a page that is too long', 'first', { first: 101 }, 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a cursor nobody gave out', 'after', { after: 'x' }, 'NOT_A_CURSOR'],
  ])('are named with their place: %s', async (_what, argument, variables, code) => {
    const query = 'query ($first: Int = 5, $after: String) { requests(first: $first, after: $after) { nodes { id } } }';
    const { problems } = await refused(buyer, query, variables);
    expect(problems).toEqual([expect.objectContaining({ code, path: [argument] })]);
  });

  it.each([
    ['{ processes(parent: "no such code") { code } }', 'TERM_UNKNOWN', 'parent'],
    ['{ administrativeUnits(province: "x") { nodes { code } } }', 'TERM_UNKNOWN', 'province'],
    [`{ materialLookUp(words: ["nhôm", "${'x'.repeat(101)}"]) { word } }`, 'TEXT_TOO_LONG', 'words.1'],
    [`{ materialLookUp(words: [${'"x" '.repeat(101)}]) { word } }`, 'TOO_MANY', 'words'],
    [
      `{ materialLookUp(words: [${'"x" '.repeat(50)}]) { word } again: processLookUp(words: [${'"x" '.repeat(51)}]) { word } }`,
      'TOO_MANY',
      'words',
    ],
    ['{ firms(filter: { standard: "x" }) { nodes { id } } }', 'TERM_UNKNOWN', 'filter.standard'],
    [`{ firms(filter: { text: "${'x'.repeat(101)}" }) { nodes { id } } }`, 'TEXT_TOO_LONG', 'filter.text'],
  ])('are named with their place where only the resolver can tell: %s', async (query, code, place) => {
    const { errors } = await buyer.inLanguage('vi').execute(query);
    const { extensions } = errors![0]! as unknown as { extensions: { code: string; problems: ValueProblem[] } };
    expect([extensions.code, ...places(extensions.problems)]).toEqual(['INVALID_REQUEST', `${code} ${place}`]);
    expect(extensions.problems[0]!.message).toMatch(/Không biết|dài|tối đa/);
  });

  it('leave other mistakes of the text standing beside them', async () => {
    const { errors } = await buyer.execute('{ nothing requests(first: "x") { nodes { id } } }');
    const codes = errors!.map(({ extensions }) => extensions as { code: string; problems?: object[] });
    expect(codes).toEqual([
      { code: 'INVALID_REQUEST', problems: [expect.objectContaining({ path: ['first'] })] },
      { code: 'INVALID_REQUEST' },
    ]);
  });

  it.each([
    ['a variable', 'subscription ($id: ID!) { requestMatchingProgress(requestId: $id) { isComplete } }', { id: [1.5] }],
    ['a literal', 'subscription { requestMatchingProgress(requestId: { a: 1 }) { isComplete } }', {}],
  ])('are named over a web socket too: %s', async (_what, query, variables) => {
    const { authorization } = (buyer as unknown as { headers: { authorization: string } }).headers;
    const socket = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization, acceptLanguage: 'vi' },
      retryAttempts: 0,
    });
    const errors = await new Promise<any>((resolve, reject) => {
      socket.subscribe(
        { query, variables },
        { next: reject, complete: () => reject(new Error('ended')), error: resolve },
      );
    });
    await socket.dispose();
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions.code).toBe('INVALID_REQUEST');
    expect(errors[0].extensions.problems).toEqual([
      {
        code: 'NOT_AN_ID',
        message: expect.stringMatching(/^Phải là một mã định danh/),
        path: ['requestId'],
        suggestions: [],
      },
    ]);
  });

  it('change nothing', async () => {
    const before = await buyer.data('{ requests { nodes { id } } }');
    await buyer.execute(CREATE, { input: aRequestInput({ lines: [aLineInput({ partNumber: 5 })] }) });
    expect(await buyer.data('{ requests { nodes { id } } }')).toEqual(before);
  });
});
