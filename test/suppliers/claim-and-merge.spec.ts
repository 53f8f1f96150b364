import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/new-id.js';
import { type SignedInClient, signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, matchesOf, ownMatches } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

/** What belongs to a firm follows it: the keys allow what the registry will do, and nothing of a match is lost on the way. */
describe('a firm with all that belongs to it', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
  });
  afterAll(() => service?.close());

  const run = (sql: string, parameters: unknown[] = []) =>
    service.asSystem((unitOfWork) => unitOfWork.query<any>(sql, parameters));
  const OWNED = ['certificate_site', 'capability', 'certificate', 'site'];

  async function aMatch(firmId: string) {
    const { id } = await aPublishedRequest(buyer);
    await matched(buyer, id);
    const { matches } = await matchesOf(official, id);
    return matches.nodes.find((match: any) => match.firm.id === firmId);
  }

  it('known from a list, is claimed by an organisation with its sites, capabilities, certificates and matches', async () => {
    const { firmId } = await aFirm(service);
    await run(`UPDATE match SET firm_organisation_id = NULL WHERE firm_id = $1`, [firmId]);
    for (const table of OWNED) await run(`UPDATE ${table} SET organisation_id = NULL WHERE firm_id = $1`, [firmId]);
    const claimant = await signedInSupplier(service);
    const match = await aMatch(firmId);
    await decide(official, match.id, { kind: 'APPROVE' });
    expect(await ownMatches(claimant)).toEqual([]);

    await service.asSystem(async (unitOfWork) => {
      await unitOfWork.query(`UPDATE firm SET organisation_id = $2, source = 'SELF' WHERE id = $1`, [
        firmId,
        claimant.organisationId,
      ]);
      for (const table of OWNED) {
        await unitOfWork.query(`UPDATE ${table} SET organisation_id = $2 WHERE firm_id = $1`, [
          firmId,
          claimant.organisationId,
        ]);
      }
      await unitOfWork.query(`UPDATE match SET firm_organisation_id = $2 WHERE firm_id = $1`, [
        firmId,
        claimant.organisationId,
      ]);
    });
    expect((await ownMatches(claimant)).map(({ id, reviewState }: any) => [id, reviewState])).toEqual([
      [match.id, 'APPROVED'],
    ]);
    const { myFirm } = await claimant.data('{ myFirm { id sites { id } capabilities { id } certificates { id } } }');
    expect(myFirm).toMatchObject({ id: firmId, sites: [{}], capabilities: [{}, {}], certificates: [{}] });
  });

  it('is merged into another: sites move with what is at them, and its match keeps its id, review and release', async () => {
    const [kept, merged] = [await aFirm(service), await aFirm(service)];
    const match = await aMatch(merged.firmId);
    await decide(official, match.id, { kind: 'APPROVE' });
    await service.asSystem(async (unitOfWork) => {
      await unitOfWork.query('SET CONSTRAINTS ALL DEFERRED');
      const [{ organisation_id: organisationId }] = await unitOfWork.query<any>(
        'SELECT organisation_id FROM firm WHERE id = $1',
        [kept.firmId],
      );
      // The line has a match with the firm that stays as well: of the two, the one that was decided on goes on.
      await unitOfWork.query(
        `UPDATE match SET firm_id = $2, left_at = now(), left_because = 'NOT_AMONG_THE_BEST' WHERE firm_id = $1`,
        [kept.firmId, await aShadow(unitOfWork)],
      );
      for (const table of OWNED) {
        await unitOfWork.query(`UPDATE ${table} SET firm_id = $2, organisation_id = $3 WHERE firm_id = $1`, [
          merged.firmId,
          kept.firmId,
          organisationId,
        ]);
      }
      await unitOfWork.query('UPDATE match SET firm_id = $2, firm_organisation_id = $3 WHERE firm_id = $1', [
        merged.firmId,
        kept.firmId,
        organisationId,
      ]);
    });
    const { firm } = await official.data(
      'query ($id: ID!) { firm(id: $id) { sites { id } capabilities { id } certificates { id } } }',
      { id: kept.firmId },
    );
    expect([firm.sites.length, firm.capabilities.length, firm.certificates.length]).toEqual([2, 4, 2]);
    const [row] = await run('SELECT firm_id, review_state FROM match WHERE id = $1', [match.id]);
    expect(row).toEqual({ firm_id: kept.firmId, review_state: 'APPROVED' });
  });

  /** A firm to put aside what a merge supersedes. */
  async function aShadow(unitOfWork: {
    query(sql: string, parameters: unknown[]): Promise<unknown[]>;
  }): Promise<string> {
    const id = newId();
    await unitOfWork.query(`INSERT INTO firm (id, name, source, withdrawn_at) VALUES ($1, 'x', 'merged', now())`, [id]);
    return id;
  }
});
