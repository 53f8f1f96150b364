import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('the vocabularies, for whoever asks', () => {
  let service: TestService;
  let anyone: TestClient;
  beforeAll(async () => {
    service = await startTestService();
    anyone = service.client();
  });
  afterAll(() => service.close());

  it('answer many words at once, one answer each in their order', async () => {
    const words = ['phay CNC', 'zzyzx', 'CNC miling', 'phay CNC'];
    const { processLookUp } = await anyone.data(
      'query ($words: [String!]!) { processLookUp(words: $words) { word exact { code } nearest { code } } }',
      { words },
    );
    const [known, unknown, misspelt, again] = processLookUp;
    expect(processLookUp.map(({ word }: { word: string }) => word)).toEqual(words);
    expect(known).toMatchObject({ exact: [{ code: expect.any(String) }], nearest: [] });
    expect(again).toEqual(known);
    expect(unknown.exact).toEqual([]);
    expect(misspelt).toMatchObject({ exact: [], nearest: expect.arrayContaining([known.exact[0]]) });
  });

  it('know units, standards, parks and places the same way', async () => {
    const data = await anyone.data(`{
      unitOfMeasureLookUp(words: ["cái", "tấn"]) { exact { code } }
      certificateStandardLookUp(words: ["ISO 9001"]) { exact { code } }
      materialLookUp(words: ["SUS304"]) { exact { labels { en } } }
      industrialParkLookUp(words: ["KCN Quang Minh"]) { exact { province { code } } }
      administrativeUnitLookUp(words: ["Hà Nội", "01"]) { exact { code } } }`);
    for (const answers of Object.values<{ exact: unknown[] }[]>(data)) {
      for (const { exact } of answers) expect(exact).not.toEqual([]);
    }
    expect(data.unitOfMeasureLookUp).toHaveLength(2);
    expect(data.certificateStandardLookUp).toEqual([{ exact: [{ code: 'iso-9001' }] }]);
  });

  it('let others in while many words are compared with all there is', async () => {
    const words = Array.from({ length: 100 }, (_, index) =>
      `gia công cơ khí chưa ai biết số ${index} `.repeat(3).slice(0, 100),
    );
    const query = 'query ($words: [String!]!) { administrativeUnitLookUp(words: $words) { word } }';
    let isAnswered = false;
    const slow = anyone.data(query, { words }).then(() => (isAnswered = true));
    let meanwhile = 0;
    while (!isAnswered) {
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      meanwhile++;
    }
    await slow;
    expect(meanwhile).toBeGreaterThan(10);
  });

  it('page through administrative units by their codes', async () => {
    const page = `query ($after: String) { administrativeUnits(first: 20, after: $after) {
      nodes { code } totalCount pageInfo { hasNextPage endCursor } } }`;
    const { administrativeUnits: first } = await anyone.data(page);
    const { administrativeUnits: second } = await anyone.data(page, { after: first.pageInfo.endCursor });
    expect(first).toMatchObject({ totalCount: 34, pageInfo: { hasNextPage: true } });
    expect(second).toMatchObject({ totalCount: 34, pageInfo: { hasNextPage: false } });
    const codes = [...first.nodes, ...second.nodes].map(({ code }: { code: string }) => code);
    expect(codes).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(34);
  });
});
