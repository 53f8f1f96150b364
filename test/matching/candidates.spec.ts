import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCapabilityInput } from '../harness/factories/a-firm-input.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { Candidates, MOST_NEIGHBOURS } from '../../src/matching/candidates.js';
import { KEPT_MATCHES } from '../../src/matching/run-line.js';
import { aFirm } from './matching-client.js';

describe('candidates', () => {
  let service: TestService;
  const firms: Record<string, string> = {};
  const firmsFor = (...processes: string[]): Promise<string[]> => {
    const operations = processes.map((process) => ({ process, ownOnly: false }));
    return service.asSystem(() => service.app.get<Candidates>(Candidates).firmIds({ operations }));
  };

  beforeAll(async () => {
    service = await startTestService();
    for (const process of ['five-axis-milling', 'milling', 'machining', 'turning', 'injection-moulding']) {
      const { firmId } = await aFirm(service, { capabilities: [aCapabilityInput({ site: 'xưởng 1', process })] });
      firms[process] = firmId;
    }
  });
  afterAll(() => service?.close());

  it('are those whose work may answer, and their neighbours of the same branch, in id order', async () => {
    const found = await firmsFor('milling');
    expect(found).toEqual([...found].sort());
    expect(new Set(found)).toEqual(
      new Set(['five-axis-milling', 'milling', 'machining', 'turning'].map((process) => firms[process])),
    );
  });

  it('are nobody where nobody has work in the branch', async () => {
    expect(await firmsFor('weaving')).toEqual([]);
  });

  it('include each firm once, however many operations it has to do with', async () => {
    expect(await firmsFor('milling', 'turning', 'injection-moulding')).toHaveLength(5);
  });

  it('leave room in the list for neighbours', () => expect(MOST_NEIGHBOURS).toBeLessThan(KEPT_MATCHES));
});
