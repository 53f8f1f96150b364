import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { aPublishedRequest, move } from '../requests/requests-client.js';
import { aCapabilityInput } from '../harness/factories/a-firm-input.js';
import { HoldUp } from '../platform/hold-up.js';
import { aFirm, bothOperations, decide, matched, matchesOf, type Registered } from './matching-client.js';

/** A decision rests on what stands: jobs are held back here, so that the moment between a change and its new run can be seen. */
describe('a match that rests on what has changed', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firm: Registered;
  let requestId: string;
  let jobs: HoldUp;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    jobs = await HoldUp.on(service.database, 'lease');
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
  });
  afterAll(async () => {
    await jobs?.end();
    await service?.close();
  });

  beforeEach(async () => {
    firm = await aFirm(service);
    ({ id: requestId } = await aPublishedRequest(buyer));
    await matched(buyer, requestId);
  });

  const mine = async (client = official) =>
    (await matchesOf(client, requestId)).matches.nodes.find((match: any) => match.firm.id === firm.firmId);
  const parts = async () =>
    (await firm.client.data('{ myFirm { sites { id } capabilities { id revision } certificates { id revision } } }'))
      .myFirm;
  const done = async (client: SignedInClient, mutation: string, variables: object = {}) => {
    const { result } = await client.data(mutation, variables);
    expect(result.userErrors).toEqual([]);
  };
  const current = () => until(async () => (await mine())?.standing !== 'OUTDATED', 'the firm is matched again');

  const REJECT = `mutation ($id: ID!) { result: certificateVerify(id: $id, input: { decision: REJECT, reasonCode: "FORGED", note: "x" }) { userErrors { code path } } }`;
  const withdraw = (what: string) =>
    `mutation ($id: ID!) { result: ${what}Withdraw(id: $id) { userErrors { code path } } }`;

  const restore = (what: string) => withdraw(what).replace('Withdraw', 'Restore');
  const noJobLeft = () =>
    until(
      async () =>
        (await service.asSystem((work) => work.query(`SELECT FROM outbox WHERE state IN ('PENDING', 'QUEUED')`)))
          .length === 0,
      'no job is left',
      25_000,
    );

  const CHANGES: [string, () => Promise<void>][] = [
    [
      'a certificate that an official rejects',
      async () => done(official, REJECT, { id: (await parts()).certificates[0].id }),
    ],
    [
      'a certificate that is withdrawn',
      async () => done(firm.client, withdraw('certificate'), { id: (await parts()).certificates[0].id }),
    ],
    [
      'a capability that is withdrawn',
      async () => done(firm.client, withdraw('capability'), { id: (await parts()).capabilities[0].id }),
    ],
    [
      'a capability that is changed',
      async () =>
        done(
          firm.client,
          `mutation ($id: ID!, $input: CapabilityChangesInput!) { result: capabilityUpdate(id: $id, input: $input) { userErrors { code path } } }`,
          { id: (await parts()).capabilities[0].id, input: { tolerance: { value: 2 } } },
        ),
    ],
    ['a firm that withdraws', async () => done(firm.client, withdraw('firm'), { id: firm.firmId })],
  ];

  it.each(CHANGES)(
    'is outdated from that commit on by %s: not approved, not shown as current, and matched again',
    async (_what, change) => {
      const before = await mine();
      expect((await decide(official, before.id, { kind: 'APPROVE' })).userErrors).toEqual([]);
      const other = await aPublishedRequest(buyer);
      await matched(buyer, other.id);
      const pending = (await matchesOf(official, other.id)).matches.nodes.find(
        (match: any) => match.firm.id === firm.firmId,
      );

      await jobs.begin();
      try {
        await change();
        expect((await mine()).standing).toBe('OUTDATED');
        expect((await mine(buyer)).standing).toBe('OUTDATED');
        const refused = await decide(official, pending.id, { kind: 'APPROVE' });
        expect(refused.userErrors).toMatchObject([{ code: 'MATCH_OUTDATED', path: ['matchId'] }]);
      } finally {
        await jobs.letGo();
      }
      await current();
    },
  );

  it('shows the rejected certificate as one that is held and does not count, once it was matched again', async () => {
    await done(official, REJECT, { id: (await parts()).certificates[0].id });
    await current();
    const { verdicts } = await mine();
    const verdict = verdicts.find(({ criterion }: any) => criterion.standard?.code === 'iso-9001');
    expect(verdict).toMatchObject({ outcome: 'UNMET', reason: 'REJECTED_BY_OFFICIAL' });
  });

  it('is gone once a firm that withdrew was matched again, and cannot be approved before', async () => {
    const { id } = await mine();
    await done(firm.client, withdraw('firm'), { id: firm.firmId });
    await until(async () => (await mine()) === undefined, 'the firm has left');
    expect((await decide(official, id, { kind: 'APPROVE' })).userErrors).toMatchObject([{ code: 'MATCH_LEFT' }]);
  });

  it('stays as it is where a change takes nothing away, and finds what was added', async () => {
    const { id } = await mine();
    await jobs.begin();
    try {
      await done(
        firm.client,
        `mutation ($id: ID!, $input: CapabilityInput!) { result: capabilityAdd(siteId: $id, input: $input) { userErrors { code path } } }`,
        { id: (await parts()).sites[0].id, input: aCapabilityInput({ process: 'sơn tĩnh điện' }) },
      );
      expect((await mine()).standing).toBe('CURRENT');
      // It was judged without what was added: an approval waits for the run that sees it.
      expect((await decide(official, id, { kind: 'APPROVE' })).userErrors).toMatchObject([{ code: 'MATCH_OUTDATED' }]);
    } finally {
      await jobs.letGo();
    }
    await until(
      async () => (await decide(official, id, { kind: 'APPROVE' })).userErrors.length === 0,
      'it was matched again',
      25_000,
    );
  });

  it('of a request that was closed meanwhile is matched again when it is reopened', async () => {
    await move(buyer, 'requestClose', requestId);
    await done(official, REJECT, { id: (await parts()).certificates[0].id });
    await until(async () => (await mine()).standing === 'OUTDATED', 'it is outdated');
    await move(buyer, 'requestReopen', requestId);
    await current();
  });

  it('comes back under its id where what made the firm leave is over', async () => {
    const { id } = await mine();
    const { capabilities } = await parts();
    for (const capability of capabilities) await done(firm.client, withdraw('capability'), { id: capability.id });
    await until(async () => (await mine()) === undefined, 'the firm has left');
    for (const capability of capabilities) await done(firm.client, restore('capability'), { id: capability.id });
    await until(async () => (await mine())?.id === id, 'the firm is back');
  });

  it('comes back when its request is reopened, where the firm came back while that was closed', async () => {
    const { id } = await mine();
    await done(firm.client, withdraw('firm'), { id: firm.firmId });
    await until(async () => (await mine()) === undefined, 'the firm has left');
    await move(buyer, 'requestClose', requestId);
    await done(firm.client, restore('firm'), { id: firm.firmId });
    await noJobLeft();
    await move(buyer, 'requestReopen', requestId);
    await until(async () => (await mine())?.id === id, 'the firm is back');
  });

  it('is decided exactly: an approval and a rejection of the certificate at the same moment never both stand', async () => {
    for (let round = 0; round < 5; round++) {
      firm = await aFirm(service, { capabilities: bothOperations() });
      ({ id: requestId } = await aPublishedRequest(buyer));
      await matched(buyer, requestId);
      const { id } = await mine();
      const certificateId = (await parts()).certificates[0].id;
      await jobs.begin();
      try {
        await Promise.all([decide(official, id, { kind: 'APPROVE' }), done(official, REJECT, { id: certificateId })]);
        const { reviewState, standing } = await mine();
        // Either the approval came first and what it released is outdated since, or it was refused.
        expect([reviewState, standing]).toEqual([expect.stringMatching(/APPROVED|PENDING/), 'OUTDATED']);
      } finally {
        await jobs.letGo();
      }
    }
  });
});
