import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestDocument } from '../../src/requests/reading/request-document.js';
import { startTestService, type TestService } from '../harness/test-service.js';

/** Names of all fields, level by level; null where a value is no object. */
interface Fields {
  [name: string]: Fields | null;
}

interface TypeReference {
  name: string | null;
  ofType: TypeReference | null;
}

interface InputType {
  name: string;
  inputFields: { name: string; type: TypeReference }[] | null;
}

const INPUT_TYPES = `{ __schema { types { name inputFields { name
  type { name ofType { name ofType { name ofType { name } } } } } } } }`;

describe('a request in a file', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('has the very fields of the API’s input', async () => {
    const { __schema } = await service.client().data<{ __schema: { types: InputType[] } }>(INPUT_TYPES);
    const types = new Map(__schema.types.map((type) => [type.name, type]));

    const fieldsOfInput = (reference: TypeReference): Fields | null => {
      if (reference.ofType) return fieldsOfInput(reference.ofType);
      const fields = types.get(reference.name!)?.inputFields;
      return fields ? Object.fromEntries(fields.map(({ name, type }) => [name, fieldsOfInput(type)])) : null;
    };
    expect(fieldsOfDocument(requestDocument as unknown as { def: Definition })).toEqual(
      fieldsOfInput({ name: 'ComponentRequestInput', ofType: null }),
    );
  });
});

interface Definition {
  innerType?: { def: Definition };
  element?: { def: Definition };
  shape?: Record<string, { def: Definition }>;
}

function fieldsOfDocument({ def }: { def: Definition }): Fields | null {
  const inner = def.innerType ?? def.element;
  if (inner) return fieldsOfDocument(inner);
  if (!def.shape) return null;
  return Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, fieldsOfDocument(field)]));
}
