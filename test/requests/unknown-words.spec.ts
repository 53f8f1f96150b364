import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { create } from './requests-client.js';

const LINES = 700;
const OPERATIONS = 20;

describe('many unknown words in one request', () => {
  let service: TestService;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  it('are each named with their place, while others are answered', async () => {
    const lines = Array.from({ length: LINES }, (_, line) => ({
      operations: Array.from({ length: OPERATIONS }, (_, at) => ({ process: `phay mililng ${line}.${at}` })),
    }));
    let isDone = false;
    const refused = create(buyer, aRequestInput({ lines })).finally(() => (isDone = true));
    const other = new TestClient(service.url);
    let answered = 0;
    for (; !isDone; answered += 1) await other.data('{ service { version } }');
    const { request, userErrors } = await refused;
    expect(request).toBeNull();
    expect(userErrors).toHaveLength(LINES * OPERATIONS);
    expect(userErrors.every(({ code }: { code: string }) => code === 'TERM_UNKNOWN')).toBe(true);
    expect(userErrors.at(-1).path.join('.')).toBe('input.lines.699.operations.19.process');
    const suggested = userErrors.filter(({ suggestions }: { suggestions: string[] }) => suggestions.length > 0);
    expect(suggested).toEqual(userErrors.slice(0, 100));
    expect(answered).toBeGreaterThan(20);
  });
});
