import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { aLineInput, aRequestInput, aRequirementsInput } from '../harness/factories/a-request-input.js';
import {
  aSignUp,
  SIGN_UP_BUYER,
  signedIn,
  signedInBuyer,
  signedInOfficial,
  type SignedInClient,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';
import { aFirm, bothOperations, decide, matched } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

interface Queued {
  id: string;
  rank: number;
  eligibility: string;
  confirmed: number;
  reviewState: string;
  reviewStateSince: string;
  standing: string;
  operations: { code: string }[];
  line: { id: string };
  request: { id: string; buyer: { country: { code: string } } };
  firm: { id: string; name: string; sectors: { code: string }[]; sites: { province: { code: string } }[] };
}

const FIELDS = `id rank eligibility confirmed reviewState reviewStateSince standing operations { code } line { id }
  request { id buyer { country { code } } } firm { id name sectors { code } sites { province { code } } }`;
const PAGE = `query ($filter: ReviewQueueFilter, $orderBy: ReviewQueueOrder!, $first: Int, $after: String, $last: Int, $before: String) {
  reviewQueue(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    nodes { ${FIELDS} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const COUNTS = `query ($filter: ReviewQueueFilter) { reviewCounts(filter: $filter) { pending proposed informationRequested approved rejected } }`;
const STATES = ['PENDING', 'INFORMATION_REQUESTED', 'APPROVED', 'REJECTED'];

describe('the review queue, narrowed and sorted', () => {
  let service: TestService;
  let official: SignedInClient;
  let all: Queued[];
  let longWaiting: string;

  const queue = async (filter: object, more: object = {}) =>
    (await official.data(PAGE, { filter, orderBy: 'REQUEST', first: 100, ...more })).reviewQueue;
  const ids = (matches: readonly Queued[]): string[] => matches.map(({ id }) => id);

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    official = await signedInOfficial(service);
    const japanese = await signedInBuyer(service);
    const korean = await signedIn(service, SIGN_UP_BUYER, aSignUp({ countryCode: 'KR', taxCode: null }));
    const inSouth = { key: 'xưởng 1', name: 'Xưởng 1', address: 'KCN Biên Hòa 2, Đồng Nai' };
    const { client: first, firmId } = await aFirm(service);
    await aFirm(service, { name: 'Công ty Nhựa Miền Nam', sectors: ['electronics'], sites: [inSouth] });
    await aFirm(service, {
      name: 'Công ty Đúc Sông Hồng',
      certificates: [],
      capabilities: bothOperations().slice(0, 1),
    });
    const milling = { operations: [{ process: 'phay CNC' }], requirements: aRequirementsInput({ certificates: [] }) };
    const requests = [
      [japanese, await aPublishedRequest(japanese, aRequestInput({ lines: [aLineInput(), aLineInput(milling)] }))],
      [korean, await aPublishedRequest(korean)],
    ] as const;
    for (const [buyer, { id }] of requests) await matched(buyer, id);
    const pending = (await queue({})).nodes as Queued[];
    await decide(official, pending[0]!.id, { kind: 'APPROVE' });
    await decide(official, pending[1]!.id, { kind: 'REQUEST_INFORMATION', note: 'Máy nào?' });
    await decide(official, pending.at(-1)!.id, { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không.' });
    // What rests on the first firm's certificate is outdated, and stays so: nobody matches it again.
    await service.get(BackgroundWork).stop();
    const { myFirm } = await first.data('{ myFirm { certificates { id } } }');
    await first.data(`mutation { certificateWithdraw(id: "${myFirm.certificates[0].id}") { userErrors { code } } }`);
    longWaiting = pending[0]!.line.id;
    await service.asSystem((unitOfWork) =>
      unitOfWork.query(`UPDATE match SET review_state_since = now() - interval '9 days' WHERE line_id = $1`, [
        longWaiting,
      ]),
    );
    all = (await queue({ states: STATES })).nodes;
    expect(all.some(({ standing, firm }) => standing === 'OUTDATED' && firm.id === firmId)).toBe(true);
  });
  afterAll(() => service?.close());

  it('has something of everything, none of it decided on by itself', () => {
    expect(new Set(all.map(({ reviewState }) => reviewState))).toEqual(new Set(STATES));
    expect(all.length).toBeGreaterThan(6);
  });

  const someOf = <T>(pick: (match: Queued) => T, index = 0): T => [...new Set(all.map(pick))].at(index)!;
  const NARROWED: [string, () => [object, (match: Queued) => boolean]][] = [
    ['a request', () => narrowedTo('requestId', ({ request }) => request.id)],
    ['a line', () => narrowedTo('lineId', ({ line }) => line.id)],
    ['a country of the buyer', () => narrowedTo('buyerCountry', ({ request }) => request.buyer.country.code)],
    ['an outdated one', () => [{ isOutdated: true }, ({ standing }) => standing === 'OUTDATED']],
    ['one that holds', () => [{ isOutdated: false }, ({ standing }) => standing === 'CURRENT']],
    ['an eligibility', () => [{ eligibilities: [someOf((match) => match.eligibility)] }, ({ eligibility }) => eligibility === someOf((match) => match.eligibility)]],
    ['a process', () => [{ process: 'die-casting' }, ({ operations }) => operations.some(({ code }) => code === 'die-casting')]],
    ['a branch of processes', () => [{ process: 'metal-casting' }, ({ operations }) => operations.some(({ code }) => code === 'die-casting')]],
    ['a sector', () => [{ sector: 'electronics' }, ({ firm }) => firm.sectors.some(({ code }) => code === 'electronics')]],
    ['a province', () => [{ province: someOf(provinceOf, 1) }, (match) => provinceOf(match) === someOf(provinceOf, 1)]],
    ['a name without marks', () => [{ firmName: 'song hong' }, ({ firm }) => firm.name.includes('Sông Hồng')]],
    ['the best of each line', () => [{ rank: { to: 1 } }, ({ rank }) => rank === 1]],
    ['a range of ranks', () => [{ rank: { from: 2, to: 2 } }, ({ rank }) => rank === 2]],
    ['a score', () => [{ confirmed: { from: best() } }, ({ confirmed }) => confirmed >= best()]],
    ['exactly a score', () => [{ confirmed: { from: all[1]!.confirmed, to: all[1]!.confirmed } }, ({ confirmed }) => confirmed === all[1]!.confirmed]],
    ['for how long it has stood there', () => [{ days: { from: 7, to: 10 } }, ({ line }) => line.id === longWaiting]],
    ['a state', () => [{ states: ['APPROVED'] }, ({ reviewState }) => reviewState === 'APPROVED']],
  ]; // prettier-ignore
  const provinceOf = ({ firm }: Queued) => firm.sites[0]!.province.code;
  const best = () => Math.max(...all.map(({ confirmed }) => confirmed));

  function narrowedTo(field: string, pick: (match: Queued) => string): [object, (match: Queued) => boolean] {
    const value = someOf(pick, -1);
    return [{ [field]: value }, (match) => pick(match) === value];
  }

  it.each(NARROWED)('by %s: exactly those, in the list and in the counts', async (_name, made) => {
    const [filter, isAsked] = made();
    const asked = all.filter(isAsked);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(all.length);
    for (const orderBy of ['REQUEST', 'LONGEST_WAITING', 'BEST_RANK']) {
      expect(ids((await queue({ states: STATES, ...filter }, { orderBy })).nodes).sort()).toEqual(ids(asked).sort());
    }
    const counted = all.filter((match) => 'states' in filter || isAsked(match));
    const count = (state: string) => counted.filter(({ reviewState }) => reviewState === state).length;
    expect((await official.data(COUNTS, { filter: 'states' in filter ? {} : filter })).reviewCounts).toEqual({
      pending: count('PENDING'),
      proposed: 0,
      informationRequested: count('INFORMATION_REQUESTED'),
      approved: count('APPROVED'),
      rejected: count('REJECTED'),
    });
  });

  it.each([
    ['REQUEST', ({ request, line, rank }: Queued) => [request.id, line.id, String(rank).padStart(5, '0')].join()],
    ['LONGEST_WAITING', ({ reviewStateSince }: Queued) => reviewStateSince],
    ['BEST_RANK', ({ rank, id }: Queued) => [String(rank).padStart(5, '0'), id].join()],
  ])('in the order %s, page by page from either end', async (orderBy, keyOf) => {
    const whole = (await queue({ states: STATES }, { orderBy })).nodes as Queued[];
    expect(whole.map(keyOf)).toEqual(whole.map(keyOf).toSorted());
    const forward: Queued[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await queue({ states: STATES }, { orderBy, first: 2, after });
      forward.push(...nodes);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    const backward: Queued[] = [];
    for (let before: string | null = null; ;) {
      const { nodes, pageInfo } = await queue({ states: STATES }, { orderBy, first: null, last: 2, before });
      backward.unshift(...nodes);
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(ids(forward)).toEqual(ids(whole));
    expect(ids(backward)).toEqual(ids(whole));
  });

  it('takes a cursor of its own order only, and codes that are known', async () => {
    const { pageInfo } = await queue({ states: STATES }, { first: 1 });
    const wrong: object[] = [
      { orderBy: 'BEST_RANK', after: pageInfo.endCursor },
      { filter: { process: 'no-such-process' } },
      { filter: { province: '999' } },
      { filter: { buyerCountry: 'XX' } },
    ];
    for (const variables of wrong) {
      const { errors } = await official.execute(PAGE, { orderBy: 'REQUEST', first: 1, ...variables });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['INVALID_REQUEST']);
    }
  });

  it('says since when a match waits, and anew from each step of its review', async () => {
    const subject = all.find(({ reviewState, standing }) => reviewState === 'PENDING' && standing === 'CURRENT')!;
    const since = async () =>
      (await official.data(`{ match(id: "${subject.id}") { ... on OfficialMatch { reviewStateSince } } }`)).match
        .reviewStateSince as string;
    expect(await since()).toBe(subject.reviewStateSince);
    await until(() => Promise.resolve(new Date().toISOString() > subject.reviewStateSince), 'time has passed');
    await decide(official, subject.id, { kind: 'REJECT', reasonCode: 'OTHER', note: 'Không.' });
    expect((await since()) > subject.reviewStateSince).toBe(true);
  });
});
