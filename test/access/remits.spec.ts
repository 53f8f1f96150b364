import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCapabilityInput } from '../harness/factories/a-firm-input.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { fetchFile, sendFile } from '../harness/files.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { aProgramme, officialOf, setRemit } from '../harness/remits.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, bothOperations, decide, matched, type Registered } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const HANOI = 'Sở Công Thương Hà Nội';
const DONG_NAI = 'Sở Công Thương Đồng Nai';
const IN_DONG_NAI = { sites: [{ key: 'xưởng 1', address: 'KCN Amata, Đồng Nai' }] };
const ONLY_GARMENTS = aLineInput({ operations: [{ process: 'may công nghiệp' }], requirements: {} });

const SEEN = `{ firms(first: 100) { nodes { id } }
  reviewQueue(first: 100) { nodes { id firm { id } } }
  reviewCounts { pending }
  certificatesToCheck(first: 100, filter: { check: UNCHECKED }) { nodes { id } counts { unchecked } }
  requests(first: 100) { nodes { id lines(first: 10) { totalCount nodes { matches(first: 50) { nodes { firm { id } } }
    matchRun { firmsConsidered matchesKept counts { eligible toConfirm nearMiss unsuitable } } } } } } }`;

/** Everything an official may read, of two authorities with remits and of one without. */
describe('an official whose authority has a remit', () => {
  let service: TestService;
  let [hanoi, dongNai, national]: SignedInClient[] = [];
  let buyer: SignedInClient;
  let [north, south, tailor]: Registered[] = [];
  let metal: string;
  let garments: string;

  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [hanoi, dongNai, national, buyer] = await Promise.all([
      officialOf(service, HANOI, { provinces: ['Hà Nội'] }),
      officialOf(service, DONG_NAI, { provinces: ['Đồng Nai'] }),
      signedInOfficial(service, 'Cục Công nghiệp'),
      signedInBuyer(service),
    ]);
    north = await aFirm(service);
    south = await aFirm(service, IN_DONG_NAI);
    tailor = await aFirm(service, {
      ...IN_DONG_NAI,
      sectors: ['textile-garment'],
      capabilities: [{ site: 'xưởng 1', process: 'may công nghiệp' }],
    });
    ({ id: metal } = await aPublishedRequest(buyer, aRequestInput()));
    ({ id: garments } = await aPublishedRequest(buyer, aRequestInput({ lines: [ONLY_GARMENTS] })));
    for (const id of [metal, garments]) await matched(buyer, id);
  });
  afterAll(() => service?.close());

  const seen = async (by: SignedInClient) => {
    const { firms, reviewQueue, reviewCounts, requests, certificatesToCheck } = await by.data(SEEN);
    return {
      firms: firms.nodes.map(({ id }: any) => id).sort(),
      queued: [...new Set(reviewQueue.nodes.map(({ firm }: any) => firm.id))].sort(),
      isCountedAlike: reviewCounts.pending === reviewQueue.nodes.length,
      requests: requests.nodes.map(({ id }: any) => id).sort(),
      certificates: certificatesToCheck.nodes.length,
    };
  };
  const all = (...firms: Registered[]) => firms.map(({ firmId }) => firmId).sort();
  const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } firm(id: $id) { id } match(id: $id) { id } }';
  const node = (by: SignedInClient, id: string) => by.data(NODE, { id });

  it('sees firms, matches and requests of it, and the same of one without is everything', async () => {
    expect(await seen(national!)).toMatchObject({ firms: all(north!, south!, tailor!), requests: [metal, garments].sort(), isCountedAlike: true });
    expect(await seen(hanoi!)).toMatchObject({ firms: all(north!), queued: all(north!), requests: [metal], isCountedAlike: true });
    expect(await seen(dongNai!)).toMatchObject({ firms: all(south!, tailor!), queued: all(south!, tailor!), requests: [metal, garments].sort(), isCountedAlike: true });
  }); // prettier-ignore

  it('counts of a run what lies in it', async () => {
    const runOf = async (by: SignedInClient) => {
      const { request } = await by.data(
        `query ($id: ID!) { request(id: $id) { lines(first: 1) { nodes {
           matchRun { firmsConsidered matchesKept counts { eligible toConfirm nearMiss unsuitable } } } } } }`,
        { id: metal },
      );
      const { counts, ...run } = request.lines.nodes[0].matchRun;
      return { ...run, counted: Object.values<number>(counts).reduce((sum, count) => sum + count, 0) };
    };
    expect(await runOf(national!)).toEqual({ firmsConsidered: 2, matchesKept: 2, counted: 2 });
    for (const by of [hanoi!, dongNai!])
      expect(await runOf(by)).toEqual({ firmsConsidered: 1, matchesKept: 1, counted: 1 });
  });

  it('is answered a foreign id like one that is nothing’s', async () => {
    const nothing = await node(hanoi!, '00000000-0000-7000-8000-000000000000');
    const { sites, capabilities, certificates } = (
      await national!.data(
        'query ($id: ID!) { firm(id: $id) { sites { id } capabilities { id } certificates { id } } }',
        { id: south!.firmId },
      )
    ).firm;
    const matches = (await dongNai!.data('{ reviewQueue { nodes { id } } }')).reviewQueue.nodes;
    for (const { id } of [{ id: south!.firmId }, ...sites, ...capabilities, ...certificates, ...matches, { id: garments }]) {
      expect(await node(hanoi!, id)).toEqual(nothing);
      expect((await node(national!, id)).node).toMatchObject({ id });
    }
    const refused = await decide(hanoi!, matches[0].id, { kind: 'APPROVE' });
    expect(refused.userErrors.map(({ code }: any) => code)).toEqual(['MATCH_NOT_FOUND']);
  }); // prettier-ignore

  it('opens no evidence of a firm outside of it', async () => {
    const { id } = await sendFile(south!.client, { purpose: 'CERTIFICATE_EVIDENCE' }, '%PDF-1.7\n% kín\n%%EOF\n');
    const status = async (by: SignedInClient) => (await fetchFile(by, id)).status;
    expect([await status(national!), await status(dongNai!), await status(hanoi!)]).toEqual([200, 200, 404]);
  }); // prettier-ignore

  it('narrows by programme: firms of other sectors are not seen, those that name none are', async () => {
    await aProgramme(service, 'co-khi', ['cơ khí']);
    const silent = await aFirm(service, { ...IN_DONG_NAI, sectors: [], capabilities: bothOperations() });
    await setRemit(service, DONG_NAI, { programmes: ['co-khi'] });
    expect(await seen(dongNai!)).toMatchObject({ firms: all(south!, silent), requests: [metal] });
    await aProgramme(service, 'co-khi', ['dệt may']);
    expect(await seen(dongNai!)).toMatchObject({ firms: all(tailor!, silent), requests: [garments] });
    await setRemit(service, DONG_NAI, { programmes: null });
    await silent.client.data('mutation ($id: ID!) { firmWithdraw(id: $id) { userErrors { code } } }', { id: silent.firmId });
  }); // prettier-ignore

  it('follows a firm that moves with the next operation, and its matches and requests with it', async () => {
    const { firm } = await tailor!.client.data('query ($id: ID!) { firm(id: $id) { sites { id } } }', { id: tailor!.firmId });
    const move = async (province: string) => {
      const { result } = await tailor!.client.data(
        'mutation ($id: ID!, $input: SiteInput!) { result: siteUpdate(id: $id, input: $input) { userErrors { code message } } }',
        { id: firm.sites[0].id, input: { address: `Lô 3, ${province}` } },
      );
      expect(result.userErrors).toEqual([]);
    };
    await move('Hà Nội');
    expect(await seen(dongNai!)).toMatchObject({ firms: all(south!), requests: [metal] });
    expect(await seen(hanoi!)).toMatchObject({ firms: all(north!, tailor!), requests: [metal, garments].sort() });
    await move('Cà Mau');
    expect(await seen(hanoi!)).toMatchObject({ firms: all(north!), requests: [metal] });
    await move('Đồng Nai');
    expect(await seen(dongNai!)).toMatchObject({ firms: all(south!, tailor!), requests: [metal, garments].sort() });
  }); // prettier-ignore

  it('is in both remits with a site in each, and in neither without a place', async () => {
    const both = await aFirm(service, {
      sites: [...IN_DONG_NAI.sites, { key: 'xưởng 2', address: 'KCN Quang Minh, Hà Nội' }],
      capabilities: [aCapabilityInput({ site: 'xưởng 1' })],
    });
    const nowhere = await aFirm(service, { sites: [], capabilities: [], certificates: [] });
    for (const by of [hanoi!, dongNai!]) {
      const { firms } = await seen(by);
      expect([firms.includes(both.firmId), firms.includes(nowhere.firmId)]).toEqual([true, false]);
    }
    expect((await seen(national!)).firms).toEqual(expect.arrayContaining([both.firmId, nowhere.firmId]));
  });
});
