import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anotherBuild, ServiceProcess } from '../harness/compiled-service.js';
import { aCapabilityInput } from '../harness/factories/a-firm-input.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPublishedRequest, change, codes, create } from '../requests/requests-client.js';
import { aFirm, matched, matchesOf, type Registered } from './matching-client.js';
import { withoutPages } from '../harness/without-pages.js';

const CODE = 'high-speed-milling';

/** One build takes the code; the next one, on the same database, has it withdrawn, and is the one that matches. */
describe('a code that is withdrawn after a request with it was published', () => {
  let earlier: TestService;
  let build: string;
  let later: ServiceProcess | undefined;
  let url: string;
  let people: { buyer: SignedInClient; official: SignedInClient };
  let firm: Registered;
  let requestId: string;

  const inLater = (client: TestClient): TestClient => Object.assign(client.withHeaders({}), { url });
  const input = () =>
    aRequestInput({ lines: [aLineInput({ operations: [{ process: 'High-speed milling' }], requirements: {} })] });

  beforeAll(async () => {
    earlier = await startTestService();
    people = { buyer: await signedInBuyer(earlier), official: await signedInOfficial(earlier) };
    const capabilities = [aCapabilityInput({ site: 'xưởng 1', process: CODE })];
    firm = await aFirm(earlier, { capabilities });
    requestId = (await aPublishedRequest(people.buyer, input())).id;

    build = await anotherBuild((folder) => {
      const file = join(folder, 'src/taxonomy/data/processes.json');
      const entries = JSON.parse(readFileSync(file, 'utf8')) as { code: string }[];
      const marked = entries.map((entry) =>
        entry.code === CODE ? { ...entry, withdrawn: true, replacedBy: 'milling' } : entry,
      );
      writeFileSync(file, JSON.stringify(marked));
    });
    const environment = {
      NODE_ENV: 'test',
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      DATABASE_URL: earlier.database.url,
      DATABASE_OWNER_URL: earlier.database.ownerUrl,
      REDIS_URL: process.env.REDIS_URL,
    };
    later = await ServiceProcess.start('src/cli.js', ['serve', '--port', '0'], environment, build);
    await later.running();
    url = /running at (http:\/\/[^/]+)/.exec(later.stderr)![1]!;
  });
  afterAll(async () => {
    await later?.kill();
    await earlier?.close();
    if (build) rmSync(build, { recursive: true, force: true });
  });

  it('answers, and is shown with the words of the code', async () => {
    const { request } = await inLater(people.buyer).data(
      `query ($id: ID!) { request(id: $id) { status lines { nodes { operations { process { code labels { en } } } } }
         revisions { nodes { lines { nodes { operations { process { code } } } } } } } }`,
      { id: requestId },
    );
    expect(request.status).toBe('PUBLISHED');
    const process = { code: CODE, labels: { en: 'High-speed milling' } };
    expect(withoutPages(request).lines).toEqual([{ operations: [{ process }] }]);
    expect(withoutPages(request).revisions).toEqual([{ lines: [{ operations: [{ process: { code: CODE } }] }] }]);
    const { myFirm } = await inLater(firm.client).data('{ myFirm { capabilities { process { code } } } }');
    expect(myFirm.capabilities).toEqual([{ process: { code: CODE } }]);
  });

  it('is matched', async () => {
    await matched(inLater(people.buyer), requestId);
    const { matchRun, matches } = await matchesOf(inLater(people.official), requestId);
    expect(matchRun.counts.eligible).toBe(1);
    const [match] = matches.nodes;
    expect(match).toMatchObject({ firm: { id: firm.firmId }, eligibility: 'ELIGIBLE', operations: [{ code: CODE }] });
    expect(match.verdicts[0]).toMatchObject({ outcome: 'MET', offered: { text: 'high-speed milling' } });
  });

  it('is taken by nothing new, which is told what to use instead', async () => {
    const refused = await create(inLater(people.buyer), input());
    expect(codes(refused)).toEqual(['TERM_WITHDRAWN input.lines.0.operations.0.process']);
    expect(refused.userErrors[0].suggestions[0]).toMatch(/^milling \(/);
    const renamed = await change(inLater(people.buyer), requestId, { title: 'Tên khác' });
    expect([renamed.userErrors, renamed.request.title]).toEqual([[], 'Tên khác']);
  });
});
