import { Clock } from '../../src/platform/clock.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import { TAXONOMY } from '../../src/taxonomy/taxonomy.token.js';
import { ApiClient } from '../harness/api-client.js';
import { type BenchService, startBenchService } from '../harness/bench-service.js';
import { BenchFailure, note, using } from '../harness/run-bench.js';
import { checkLine } from './checks.js';
import { generateFirms } from './generate-firms.js';
import { AS_OF, LINES, REQUIREMENTS } from './lines.js';
import { loadFirms } from './load-firms.js';
import { type LineTimes, LineUnderTest } from './measured-line.js';

export interface MeasuredRegistry {
  firms: number;
  loadSeconds: number;
  lines: { name: string; candidates: number; kept: number; times: LineTimes[] }[];
}

/** A registry of so many generated firms, every line of ours posted to it, checked, and matched again and again. */
export async function measureRegistry(firms: number, repeat: number): Promise<MeasuredRegistry> {
  return using(await startBenchService(), async (service) => {
    note(`generating and loading ${firms} firms …`);
    const started = performance.now();
    await loadFirms(service.database.superuserUrl, generateFirms(firms, service.app.get<Taxonomy>(TAXONOMY)));
    const loadSeconds = (performance.now() - started) / 1000;
    service.app.get(Clock).stopAt(AS_OF);
    const lineIds = await postLines(service);
    const lines: MeasuredRegistry['lines'] = [];
    for (const [index, { name }] of LINES.entries()) {
      const line = await LineUnderTest.open(service.app, lineIds[index]!);
      note(`${firms} firms, ${name}: checking that results are equal …`);
      const problems = await checkLine(line, firms, service);
      if (problems.length > 0) throw new BenchFailure(`${firms} firms, ${name}: ${problems.join('; ')}`, 1);
      const { firmsConsidered, matches } = await line.compute(500);
      const times: LineTimes[] = [];
      for (let run = 1; run <= repeat; run++) {
        note(`${firms} firms, ${name}: run ${run} of ${repeat}`);
        times.push(await line.measure());
      }
      lines.push({ name, candidates: firmsConsidered, kept: matches.length, times });
    }
    return { firms, loadSeconds, lines };
  });
}

/** Through the API, as a buyer; nothing takes the jobs, so that the benchmark can. */
async function postLines({ url }: BenchService): Promise<string[]> {
  const anyone = new ApiClient(url);
  const { session } = await anyone.done<{ session: { accessToken: string } }>(
    `mutation ($input: SignUpInput!) { result: buyerSignUp(input: $input) { session { accessToken } userErrors { code message path } } }`,
    {
      input: {
        organisationName: 'Người mua của phép đo',
        countryCode: 'JP',
        personName: 'Người Đại Diện',
        email: 'buyer@speed.example',
        password: 'known to anybody here',
      },
    },
  );
  const buyer = anyone.withToken(session.accessToken);
  const { request } = await buyer.done<{ request: { id: string; lines: { nodes: { id: string }[] } } }>(
    `mutation ($input: ComponentRequestInput!) {
       result: requestCreate(input: $input) { request { id lines(first: 100) { nodes { id } } } userErrors { code message path } } }`,
    {
      input: {
        title: 'Measured lines',
        lines: LINES.map(({ name, operations }) => ({ title: name, operations, requirements: REQUIREMENTS })),
      },
    },
  );
  await buyer.done(
    `mutation ($id: ID!) { result: requestPublish(id: $id) { request { id } userErrors { code message path } } }`,
    { id: request.id },
  );
  return request.lines.nodes.map(({ id }) => id);
}
