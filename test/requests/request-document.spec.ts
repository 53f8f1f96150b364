import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Problems } from '../../src/platform/graphql/problems.js';
import { readDocument } from '../../src/requests/reading/request-document.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('a request in a file', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  function read(document: unknown) {
    const problems = new Problems();
    const { schema } = service.app.get(GraphQLSchemaHost);
    const input = readDocument(schema, document, problems);
    return {
      input,
      found: problems.refusal().problems.map(({ message, path }) => `${message.code} ${path.join('.')}`),
    };
  }

  it('is taken as the API takes it, default units included', () => {
    const { input, found } = read({
      title: 'Chi tiết đúc',
      lines: [{ operations: [{ process: 'die casting' }], requirements: { thickness: { value: { value: 2 } } } }],
    });
    expect(found).toEqual([]);
    expect(input?.lines?.[0]?.requirements?.thickness?.value).toEqual({ value: 2, unit: 'mm' });
  });

  it('names a field nobody knows and hands on the rest, so that its problems are named too', () => {
    const { input, found } = read({ titel: 'x', lines: [{ colour: 'red', operations: [{ process: 'tiện' }] }] });
    expect(found.toSorted()).toEqual(['FIELD_UNKNOWN lines.0.colour', 'FIELD_UNKNOWN titel']);
    expect(JSON.parse(JSON.stringify(input))).toEqual({ lines: [{ operations: [{ process: 'tiện' }] }] });
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', null, ['VALUE_NULL ']],
    ['a list', [{ title: 'a' }], ['NOT_AN_OBJECT ']],
    ['a number for a text', { title: 5 }, ['NOT_TEXT title']],
    ['a line that is none', { lines: ['bracket'] }, ['NOT_AN_OBJECT lines.0']],
    [
      'an operation without its process',
      { lines: [{ operations: [{}] }] },
      ['VALUE_MISSING lines.0.operations.0.process'],
    ],
    [
      'several at once',
      {
        title: 1,
        lines: [{ requirements: { lot: { pieces: 1.5 }, mass: { value: { value: 'heavy' }, level: 'must' } } }],
      },
      [
        'NOT_TEXT title',
        'NOT_A_NUMBER lines.0.requirements.mass.value.value',
        'NOT_ONE_OF lines.0.requirements.mass.level',
        'NOT_A_WHOLE_NUMBER lines.0.requirements.lot.pieces',
      ],
    ],
  ])('names what is wrong with %s', (_name, document, expected) => {
    const { input, found } = read(document);
    expect(input).toBeNull();
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('is refused for the very things the API refuses it for', async () => {
    const document: any = aRequestInput();
    document.lines[0].requirements.lot.pieces = 'many';
    document.lines[0].requirements.size = { length: 5 };
    document.lines[0].titel = 'Giá bắt';
    const buyer = await signedInBuyer(service);
    const { errors } = await buyer.execute(
      'mutation ($input: ComponentRequestInput!) { requestCreate(input: $input) { userErrors { code } } }',
      { input: document },
    );
    const { problems } = errors![0]!.extensions as unknown as { problems: { code: string; path: string[] }[] };
    expect(read(document).found).toEqual(problems.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`));
  });
});
