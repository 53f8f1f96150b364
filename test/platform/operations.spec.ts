import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('operations over HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.close());

  it('answers who it is', async () => {
    const { status, data } = await service.client().execute('{ service { version } }');
    expect({ status, data }).toEqual({ status: 200, data: { service: { version: expect.stringMatching(/^\d/) } } });
  });
});
