import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { aProgramme, officialOf, setRemit } from '../harness/remits.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, bothOperations, matched } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const PROVINCES = ['Hà Nội', 'Đồng Nai', 'Bắc Ninh'];
const SECTORS = ['mechanical', 'electronics', 'textile-garment'];
const PROGRAMMES = ['one', 'other'];
const AUTHORITIES = ['Sở thứ nhất', 'Sở thứ hai'];

const SEEN = `{ firms(first: 100) { nodes { id } }
  reviewQueue(first: 100) { nodes { id firm { id } request { id } } }
  reviewCounts { pending }
  certificatesToCheck(first: 100, filter: { check: UNCHECKED }) { nodes { id firm { id } } counts { unchecked } }
  requests(first: 100) { nodes { id lines(first: 10) { nodes { matches(first: 50) { nodes { id } } matchRun { matchesKept } } } } } }`;
const NODES =
  'query ($id: ID!) { node(id: $id) { id } firm(id: $id) { id } match(id: $id) { id } request(id: $id) { id } }';
const changing = (mutation: string, given: string, passed: string, more = '') =>
  `mutation (${given}) { result: ${mutation}(${passed}) { ${more} userErrors { code message } } }`;
const ADD_SITE = changing('siteAdd', '$id: ID!, $input: SiteInput!', 'firmId: $id, input: $input', 'site { id }');
const MOVE_SITE = changing('siteUpdate', '$id: ID!, $input: SiteInput!', 'id: $id, input: $input');
const WITHDRAW_SITE = changing('siteWithdraw', '$id: ID!', 'id: $id');
const CHANGE_FIRM = changing('firmUpdate', '$id: ID!, $input: FirmChangesInput!', 'id: $id, input: $input');

interface Firm {
  id: string;
  client: SignedInClient;
  sectors: string[];
  /** Province by site, of those that stand. */
  sites: Map<string, string>;
}

interface Remit {
  provinces: string[] | null;
  programmes: string[] | null;
}

/** What the rules say in words, over lists: where a site stands, and one of the sectors, unless none is named. */
class Model {
  readonly firms: Firm[] = [];
  readonly remits = new Map<string, Remit>();
  readonly programmes = new Map<string, string[]>();

  isIn(authority: string, firm: Firm): boolean {
    const { provinces, programmes } = this.remits.get(authority)!;
    const covered = programmes?.flatMap((code) => this.programmes.get(code)!) ?? null;
    const isThere = provinces === null || [...firm.sites.values()].some((province) => provinces.includes(province));
    const isOfThem = covered === null || firm.sectors.length === 0 || firm.sectors.some((one) => covered.includes(one));
    return isThere && isOfThem;
  }
}

type Step =
  | { kind: 'remit'; authority: string; provinces: string[] | null; programmes: string[] | null }
  | { kind: 'programme'; code: string; sectors: string[] }
  | { kind: 'sectors'; firm: number; sectors: string[] }
  | { kind: 'add' | 'move' | 'withdraw'; firm: number; site: number; province: string };

const some = (words: string[]) => fc.subarray(words, { minLength: 1 });
const firmAt = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('remit' as const),
    authority: fc.constantFrom(...AUTHORITIES),
    provinces: fc.option(some(PROVINCES), { freq: 3 }),
    programmes: fc.option(some(PROGRAMMES), { freq: 3 }),
  }),
  fc.record({ kind: fc.constant('programme' as const), code: fc.constantFrom(...PROGRAMMES), sectors: some(SECTORS) }),
  fc.record({ kind: fc.constant('sectors' as const), firm: firmAt, sectors: fc.subarray(SECTORS) }),
  fc.record({
    kind: fc.constantFrom('add' as const, 'move' as const, 'withdraw' as const),
    firm: firmAt,
    site: fc.nat({ max: 4 }),
    province: fc.constantFrom(...PROVINCES),
  }),
);

describe('what officials see, against the rules in words', () => {
  let service: TestService;
  let national: SignedInClient;
  const officials = new Map<string, SignedInClient>();
  const model = new Model();

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    national = await signedInOfficial(service, 'Cục Công nghiệp');
    for (const [at, code] of PROGRAMMES.entries()) {
      const sectors = SECTORS.slice(at, at + 1);
      await aProgramme(service, code, sectors);
      model.programmes.set(code, sectors);
    }
    for (const [at, authority] of AUTHORITIES.entries()) {
      const remit = { provinces: PROVINCES.slice(0, at + 1), programmes: at === 0 ? null : [PROGRAMMES[0]!] };
      officials.set(authority, await officialOf(service, authority, remit));
      model.remits.set(authority, remit);
    }
    for (const [at, province] of [...PROVINCES, PROVINCES[0]!].entries()) {
      const sectors = at === 3 ? [] : [SECTORS[at]!];
      const sites = [{ key: 'xưởng 1', address: `Lô 3, ${province}` }];
      const { client, firmId: id } = await aFirm(service, { sectors, sites, capabilities: bothOperations() });
      const { myFirm } = await client.data('{ myFirm { sites { id } } }');
      model.firms.push({ id, client, sectors, sites: new Map([[myFirm.sites[0].id, province]]) });
    }
    const buyer = await signedInBuyer(service);
    for (const id of [(await aPublishedRequest(buyer)).id, (await aPublishedRequest(buyer, aRequestInput())).id]) {
      await matched(buyer, id);
    }
    // From here on matches stand still; where they lie does not.
    await service.get(BackgroundWork).stop();
  });
  afterAll(() => service?.close());

  async function take(one: Step): Promise<void> {
    if (one.kind === 'remit') {
      const { authority, provinces, programmes } = one;
      await setRemit(service, authority, { provinces, programmes });
      model.remits.set(authority, { provinces, programmes });
    } else if (one.kind === 'programme') {
      await aProgramme(service, one.code, one.sectors);
      model.programmes.set(one.code, one.sectors);
    } else {
      const firm = model.firms[one.firm]!;
      if (one.kind === 'sectors') {
        if (await done(firm, CHANGE_FIRM, { id: firm.id, input: { sectors: one.sectors } })) firm.sectors = one.sectors;
      } else await takeAtSite(firm, one);
    }
  }

  async function takeAtSite(firm: Firm, { kind, site, province }: Extract<Step, { site: number }>): Promise<void> {
    const input = { address: `Lô 3, ${province}` };
    if (kind === 'add') {
      const added = await done(firm, ADD_SITE, { id: firm.id, input });
      return void (added && firm.sites.set(added.site.id, province));
    }
    const ids = [...firm.sites.keys()];
    if (ids.length === 0) return;
    const id = ids[site % ids.length]!;
    if (kind === 'move' && (await done(firm, MOVE_SITE, { id, input }))) firm.sites.set(id, province);
    if (kind === 'withdraw' && (await done(firm, WITHDRAW_SITE, { id }))) firm.sites.delete(id);
  }

  /** Null where the firm may not: the first site of one, say, while something is at it. */
  async function done({ client }: Firm, mutation: string, variables: object): Promise<any> {
    const { result } = await client.data(mutation, variables);
    return result.userErrors.length === 0 ? result : null;
  }

  async function compare(): Promise<void> {
    const everything = await national.data(SEEN);
    for (const [authority, official] of officials) {
      const seen = await official.data(SEEN);
      const firms = model.firms.filter((firm) => model.isIn(authority, firm)).map(({ id }) => id);
      const isIn = ({ firm }: any): boolean => firms.includes(firm.id);
      const matches = everything.reviewQueue.nodes.filter(isIn);
      const certificates = everything.certificatesToCheck.nodes.filter(isIn);
      const requests = new Set(matches.map(({ request }: any) => request.id));
      expect(idsOf(seen.firms.nodes)).toEqual([...firms].sort());
      expect(idsOf(seen.reviewQueue.nodes)).toEqual(idsOf(matches));
      expect(seen.reviewCounts.pending).toBe(matches.length);
      expect(idsOf(seen.certificatesToCheck.nodes)).toEqual(idsOf(certificates));
      expect(seen.certificatesToCheck.counts.unchecked).toBe(certificates.length);
      expect(idsOf(seen.requests.nodes)).toEqual([...requests].sort());
      for (const { lines } of seen.requests.nodes) {
        for (const line of lines.nodes) expect(line.matchRun.matchesKept).toBe(line.matches.nodes.length);
      }
      const told = seen.requests.nodes.flatMap(({ lines }: any) =>
        lines.nodes.flatMap((line: any) => line.matches.nodes),
      );
      expect(idsOf(told)).toEqual(idsOf(matches));
      await compareNodes(official, everything, new Set([...firms, ...idsOf(matches), ...requests] as string[]));
    }
  }

  /** Of each kind one, by its id: as many as there are would take long. */
  async function compareNodes(official: SignedInClient, everything: any, visible: Set<string>): Promise<void> {
    const { firms, reviewQueue, requests } = everything;
    for (const { id } of [...firms.nodes, reviewQueue.nodes[0], requests.nodes[0]]) {
      const found = await official.data(NODES, { id });
      const isTold = Object.values(found).map((one: any) => one?.id === id);
      expect([id, isTold[0], isTold.slice(1).some(Boolean)]).toEqual([id, visible.has(id), visible.has(id)]);
    }
  }

  it('is the same after each change of remits, programmes, sectors and places', async () => {
    await compare();
    expect((await national.data(SEEN)).reviewQueue.nodes.length).toBeGreaterThan(4);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 9, size: 'max' }), async (steps) => {
        for (const one of steps) {
          await take(one);
          await compare();
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

const idsOf = (nodes: { id: string }[]): string[] => nodes.map(({ id }) => id).sort();
