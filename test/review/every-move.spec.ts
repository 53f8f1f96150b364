import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReviewRulesService } from '../../src/review/review-rules.service.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { badAdvice, ends, refusedIn, walkStates } from '../harness/walk-states.js';
import {
  aFirm,
  answer,
  appeal,
  decide,
  matched,
  matchesOf,
  type Registered,
  undo,
} from '../matching/matching-client.js';
import { aPublishedRequest, move } from '../requests/requests-client.js';

interface Subject {
  firm: Registered;
  requestId: string;
  matchId: string;
}

interface Answered {
  userErrors: { code: string }[];
}

const codesOf = ({ userErrors }: Answered): string[] => userErrors.map(({ code }) => code);

const DECIDING = ['APPROVE', 'REJECT', 'ASK', 'ANSWER', 'UNDO'] as const;
type Deciding = (typeof DECIDING)[number];

/** What comes with an appeal: who turned it down decides no more. */
const APPEALING = ['APPEAL', 'APPROVE_AS_ANOTHER', 'UNDO_AS_ANOTHER'] as const;
type Step = Deciding | (typeof APPEALING)[number];

/** What each refusal of a decision tells people to do instead. */
const ADVICE = {
  ALREADY_DECIDED: ['UNDO'],
  REVIEW_NOTHING_TO_UNDO: [],
  NOTHING_ASKED: [],
} as const;

describe('every move of a review, from every state', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
  });
  afterAll(() => service?.close());

  it('leads on while the request is looked for, and again once a closed one is reopened', async () => {
    const MOVES = [...DECIDING, 'requestClose', 'requestReopen', 'requestWithdraw'] as const;
    const firm = await aFirm(service);
    const walk = await walkStates<Subject, (typeof MOVES)[number]>({
      moves: MOVES,
      begin: () => begin(firm),
      make: async (subject, step) =>
        codesOf(isDeciding(step) ? await make(subject, step) : await move(buyer, step, subject.requestId)),
      stateOf: async (subject) => {
        const { request } = await buyer.data(`{ request(id: "${subject.requestId}") { status } }`);
        return `${await reviewOf(subject)}, request ${request.status}`;
      },
    });
    const states = [...walk.keys()];
    expect([...new Set(states.map((state) => state.split(',')[0]))].sort()).toEqual([
      'APPROVED',
      'INFORMATION_REQUESTED',
      'PENDING',
      'PENDING answered',
      'REJECTED',
    ]);
    expect(ends(walk).sort()).toEqual(states.filter((state) => state.endsWith('WITHDRAWN')).sort());
    expect(
      badAdvice(walk, {
        ...ADVICE,
        MATCH_REQUEST_CLOSED: ['requestReopen'],
        REQUEST_CLOSED: ['requestReopen'],
        MATCH_REQUEST_WITHDRAWN: [],
        REQUEST_WITHDRAWN: [],
        REQUEST_NOT_CLOSED: [],
      }),
    ).toEqual([]);
    const decidable = states.filter((state) => /^(PENDING|INFORMATION_REQUESTED).*PUBLISHED$/.test(state));
    for (const step of ['APPROVE', 'REJECT', 'ASK'] as const) {
      expect(refusedIn(walk, step).filter((state) => decidable.includes(state))).toEqual([]);
    }
  });

  it('waits for a firm that withdrew, and goes on where it stood once the firm is back', async () => {
    const MOVES = [...DECIDING, 'firmWithdraw', 'firmRestore'] as const;
    const walk = await walkStates<Subject, (typeof MOVES)[number]>({
      moves: MOVES,
      begin: async () => begin(await aFirm(service)),
      make: async (subject, step) => {
        if (isDeciding(step)) return codesOf(await make(subject, step));
        const refusals = codesOf(await moveFirm(subject.firm, step));
        if (refusals.length === 0) await settled(subject, step === 'firmWithdraw' ? 'LEFT' : 'CURRENT');
        return refusals;
      },
      stateOf: async (subject) => `${await reviewOf(subject)}, ${(await matchOf(subject)).standing}`,
    });
    expect(ends(walk)).toEqual([]);
    expect(badAdvice(walk, { ...ADVICE, MATCH_LEFT: ['firmRestore'], FIRM_WITHDRAWN: ['firmRestore'], FIRM_NOT_WITHDRAWN: [] })).toEqual([]); // prettier-ignore
  });

  it('needs a second official to approve where the authority asks for one, and leads on without', async () => {
    const MOVES = [...DECIDING, 'CONFIRM'] as const;
    const authority = 'Sở Công Thương Bắc Ninh';
    const [one, other] = [await signedInOfficial(service, authority), await signedInOfficial(service, authority)];
    await service.asSystem(() => service.get(ReviewRulesService).set(authority, true));
    const firm = await aFirm(service);
    const proposer = async (subject: Subject): Promise<string> => {
      const { match } = await one.data(
        `query ($id: ID!) { match(id: $id) { ... on OfficialMatch { reviewRecords(last: 1) { nodes { decidedBy { id } } } } } }`,
        { id: subject.matchId },
      );
      return match.reviewRecords.nodes[0].decidedBy.id === one.personId ? 'one' : 'the other';
    };
    const walk = await walkStates<Subject, (typeof MOVES)[number]>({
      moves: MOVES,
      begin: () => begin(firm),
      make: async (subject, step) =>
        codesOf(
          step === 'CONFIRM'
            ? await decide(other, subject.matchId, { kind: 'APPROVE' })
            : await make(subject, step, one),
        ),
      stateOf: async (subject) => {
        const state = await reviewOf(subject);
        return state === 'PROPOSED' ? `PROPOSED by ${await proposer(subject)}` : state;
      },
    });
    expect(ends(walk)).toEqual([]);
    expect(badAdvice(walk, { ...ADVICE, SECOND_OFFICIAL_NEEDED: ['REJECT', 'UNDO'] })).toEqual([]);
    for (const [state, attempts] of walk) {
      const approving = [attempts.APPROVE, attempts.CONFIRM].filter(({ to }) => to === 'APPROVED' && to !== state);
      expect([state, approving.length]).toEqual([state, state.startsWith('PROPOSED') ? 1 : 0]);
    }
    expect(walk.get('PROPOSED by one')!.CONFIRM.to).toBe('APPROVED');
    expect(walk.get('PROPOSED by one')!.APPROVE.refusals).toEqual(['SECOND_OFFICIAL_NEEDED']);
  });

  it('goes on after an appeal with another official alone', async () => {
    const another = await signedInOfficial(service);
    const firm = await aFirm(service);
    const walk = await walkStates<Subject, Step>({
      moves: [...DECIDING, ...APPEALING],
      begin: () => begin(firm),
      make: async (subject, step) => {
        if (step === 'APPEAL') return codesOf(await appeal(firm.client, subject.matchId));
        if (step === 'APPROVE_AS_ANOTHER') return codesOf(await decide(another, subject.matchId, { kind: 'APPROVE' }));
        if (step === 'UNDO_AS_ANOTHER') return codesOf(await undo(another, subject.matchId));
        return codesOf(await make(subject, step));
      },
      stateOf: async (subject) => {
        const { reviewRecords } = await matchOf(subject);
        const isAppealed = reviewRecords.nodes.some(({ kind }: { kind: string }) => kind === 'APPEAL');
        return `${await reviewOf(subject)}${isAppealed ? ' on appeal' : ''}`;
      },
    });
    expect(ends(walk)).toEqual([]);
    const advice = {
      ...ADVICE,
      NOTHING_TO_APPEAL: [],
      APPEALED_ALREADY: [],
      ALREADY_DECIDED: ['UNDO_AS_ANOTHER'],
      ANOTHER_OFFICIAL_NEEDED: [],
    } as const;
    expect(badAdvice(walk, advice)).toEqual([]);
    const onAppeal = [...walk.keys()].filter((state) => state.endsWith('on appeal')).sort();
    expect(onAppeal).toEqual(['APPEALED on appeal', 'APPROVED on appeal']);
    for (const step of ['APPROVE', 'REJECT', 'ASK'] as const)
      expect(refusedIn(walk, step)).toEqual(expect.arrayContaining(onAppeal));
    expect(walk.get('APPEALED on appeal')!.APPROVE_AS_ANOTHER.to).toBe('APPROVED on appeal');
  });

  const isDeciding = (step: string): step is Deciding => DECIDING.includes(step as Deciding);

  async function begin(firm: Registered): Promise<Subject> {
    const { id: requestId } = await aPublishedRequest(buyer);
    await matched(buyer, requestId);
    const { matches } = await matchesOf(official, requestId);
    const match = matches.nodes.find((node: { firm: { id: string } }) => node.firm.id === firm.firmId);
    return { firm, requestId, matchId: match.id };
  }

  function make({ firm, matchId }: Subject, step: Deciding, by = official): Promise<Answered> {
    const steps: Record<Deciding, () => Promise<Answered>> = {
      APPROVE: () => decide(by, matchId, { kind: 'APPROVE' }),
      REJECT: () => decide(by, matchId, { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không đủ năng lực' }),
      ASK: () => decide(by, matchId, { kind: 'REQUEST_INFORMATION', note: 'Máy nào?' }),
      ANSWER: () => answer(firm.client, matchId, 'Máy Okuma'),
      UNDO: () => undo(by, matchId),
    };
    return steps[step]();
  }

  async function moveFirm({ client, firmId }: Registered, step: 'firmWithdraw' | 'firmRestore') {
    const mutation = `mutation ($id: ID!) { result: ${step}(id: $id) { userErrors { code } } }`;
    return (await client.data(mutation, { id: firmId })).result as Answered;
  }

  const settled = (subject: Subject, standing: string) =>
    until(async () => (await matchOf(subject)).standing === standing, `the match is ${standing}`);

  /** As the official sees it. */
  async function matchOf({ matchId }: Subject) {
    const { match } = await official.data(
      `query ($id: ID!) { match(id: $id) { ... on OfficialMatch { standing reviewState reviewRecords(first: 100) { nodes { kind } } } } }`,
      { id: matchId },
    );
    return match;
  }

  async function reviewOf(subject: Subject): Promise<string> {
    const { reviewState, reviewRecords } = await matchOf(subject);
    const wasAnswered = reviewRecords.nodes.some(({ kind }: { kind: string }) => kind === 'ANSWER');
    return reviewState === 'PENDING' && wasAnswered ? 'PENDING answered' : reviewState;
  }
});
