import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LEVELS } from '../../src/disclosure/level.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import {
  aFirm,
  bothOperations,
  decide,
  disclose,
  matched,
  matchesOf,
  ownMatches,
  type Registered,
  undo,
} from '../matching/matching-client.js';
import { aPublishedRequest, change, move } from '../requests/requests-client.js';
import { everythingTold, inText } from './everything-told.js';
import { aSecretRequest, OTHERS_IN_THE_BANDS, PLACE, REQUIRED, TEXTS } from './secret-request.js';

interface Case {
  requestId: string;
  lineId: string;
  matchId: string;
}

const ableToDoAnything = () =>
  bothOperations().map((one: any) => ({
    ...one,
    tolerance: { value: 0.001 },
    monthlyCapacity: { value: 5_000_000, unit: 'cái' },
    maxSize: { length: { value: 5000 }, width: { value: 5000 }, height: { value: 5000 } },
    maxMass: { value: 900 },
    minLotPieces: 1,
  }));

describe('a supplier’s view of a request, in every state of a match', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firm: Registered;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    firm = await aFirm(service, { capabilities: ableToDoAnything() });
  });
  afterAll(() => service?.close());

  async function aMatch(input: object = aSecretRequest()): Promise<Case> {
    const { id } = await aPublishedRequest(buyer, input);
    await matched(buyer, id);
    const line = await matchesOf(official, id);
    const match = line.matches.nodes.find((one: any) => one.firm.id === firm.firmId);
    return { requestId: id, lineId: line.id, matchId: match.id };
  }

  const STATES: Record<string, { come: (subject: Case) => Promise<unknown>; is: 'BEFORE' | 'AFTER' | 'OVER' }> = {
    'nobody has decided yet': { come: async () => undefined, is: 'BEFORE' },
    'it was asked something': {
      come: ({ matchId }) => decide(official, matchId, { kind: 'REQUEST_INFORMATION', note: 'Máy gì?' }),
      is: 'BEFORE',
    },
    'it was turned down': {
      come: ({ matchId }) => decide(official, matchId, { kind: 'REJECT', reasonCode: 'CAPACITY_TAKEN' }),
      is: 'BEFORE',
    },
    'it was released': { come: ({ matchId }) => decide(official, matchId, { kind: 'APPROVE' }), is: 'AFTER' },
    'its release was taken back': {
      come: async ({ matchId }) => {
        await decide(official, matchId, { kind: 'APPROVE' });
        await undo(official, matchId);
      },
      is: 'BEFORE',
    },
    'it was released, and the request closed': {
      come: async ({ matchId, requestId }) => {
        await decide(official, matchId, { kind: 'APPROVE' });
        await move(buyer, 'requestClose', requestId);
      },
      is: 'AFTER',
    },
    'it was released, and the request withdrawn': {
      come: async ({ matchId, requestId }) => {
        await decide(official, matchId, { kind: 'APPROVE' });
        await move(buyer, 'requestWithdraw', requestId);
      },
      is: 'OVER',
    },
    'it was released, and the line taken out': {
      come: async ({ matchId, requestId }) => {
        await decide(official, matchId, { kind: 'APPROVE' });
        const lines = [{ title: 'Khác', operations: [{ process: 'hàn' }] }];
        await change(buyer, requestId, { lines });
      },
      is: 'OVER',
    },
  };

  const heldBack = {
    TEASER: [...REQUIRED, ...PLACE, ...Object.values(TEXTS)],
    REQUIREMENTS: [...PLACE, ...Object.values(TEXTS)],
    FULL: [TEXTS.title],
  };

  describe.each(Object.entries(STATES))('where %s', (_name, { come, is }) => {
    let subject: Case;
    let choices = 0;
    beforeAll(async () => {
      subject = await aMatch();
      // While it is withdrawn nothing can be chosen any more.
      if (is === 'OVER') await disclose(buyer, subject.requestId, 'FULL', 'FULL');
      await come(subject);
    });

    const CHOICES = LEVELS.flatMap((before) => LEVELS.map((after) => [before, after] as const));
    it.each(is === 'OVER' ? CHOICES.slice(-1) : CHOICES)(
      'is told as much as the buyer chose: %s, then %s',
      async (before, after) => {
        if (is !== 'OVER')
          expect(await disclose(buyer, subject.requestId, before, after)).toMatchObject({ userErrors: [] });
        const level = { BEFORE: before, AFTER: after, OVER: 'TEASER' as const }[is];
        const told = await everythingTold(firm.client, {
          match: subject.matchId,
          stolen: [subject.lineId, subject.requestId],
        });
        expect(JSON.stringify(told)).not.toMatch(/INTERNAL|INVALID_REQUEST/);
        const text = inText(told);
        expect(/"level":"(TEASER|REQUIREMENTS|FULL)"/.exec(text)?.[1]).toBe(level);
        expect(heldBack[level].filter((secret) => text.includes(secret))).toEqual([]);
        if (level !== 'TEASER') expect(text.includes('137.31')).toBe(true);
        if (level === 'FULL') expect(text.includes(TEXTS.partNumber)).toBe(true);
        choices += 1;
      },
    );

    it('was tried', () => expect(choices).toBeGreaterThan(0));
  });

  it('tells as many as it lists', async () => {
    const listed = await ownMatches(firm.client);
    expect(listed.length).toBeGreaterThan(3);
    for (const match of listed) if (match.disclosure.level === 'TEASER') expect(match.judgement).toBeNull();
  });

  it('refuses what is not there to be chosen about', async () => {
    const { requestId } = await aMatch();
    const other = await signedInBuyer(service);
    const codes = async (client: SignedInClient, id: string) =>
      (await disclose(client, id, 'FULL', 'FULL')).userErrors.map(({ code }: { code: string }) => code);
    expect(await codes(other, requestId)).toEqual(['REQUEST_NOT_FOUND']);
    await move(buyer, 'requestWithdraw', requestId);
    expect(await codes(buyer, requestId)).toEqual(['REQUEST_WITHDRAWN']);
  });

  describe('of two requests that differ within the bands alone', () => {
    const CAPABILITIES: Record<string, object[]> = {
      'is silent': bothOperations().map(({ site, process }: any) => ({ site, process })),
      'could do anything': ableToDoAnything(),
      'stands between the two': bothOperations().map((one: any) => ({
        ...one,
        tolerance: { value: 0.05 },
        monthlyCapacity: { value: 30_000, unit: 'cái' },
        maxSize: { length: { value: 300 }, width: { value: 200 }, height: { value: 100 } },
      })),
    };

    it.each(Object.entries(CAPABILITIES))(
      'learns nothing of the difference, where it %s',
      async (_name, capabilities) => {
        const { client, firmId } = await aFirm(service, { capabilities });
        const answers: string[] = [];
        for (const input of [aSecretRequest(), aSecretRequest(OTHERS_IN_THE_BANDS, { deliveredIn: 20 })]) {
          const { id } = await aPublishedRequest(buyer, input);
          await matched(buyer, id);
          const line = await matchesOf(official, id);
          const match = line.matches.nodes.find((one: any) => one.firm.id === firmId);
          const told = await everythingTold(client, { match: match.id, stolen: [] });
          answers.push(inText(told));
          await move(buyer, 'requestWithdraw', id);
        }
        expect(answers[0]).toContain('"region":"NORTHERN_VIETNAM"');
        expect(answers[1]).toBe(answers[0]);
      },
    );
  });
});
