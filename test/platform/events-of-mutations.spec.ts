import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FirmImportService } from '../../src/suppliers/firm-import.service.js';
import { minimalCall } from '../access/minimal-call.js';
import { signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { matched } from '../matching/matching-client.js';
import { PEOPLE_STORY, TOLD_STORY } from './people-story.js';
import { type Cast, type Step, STORY } from './event-story.js';

interface Row {
  type: string;
  actor_kind: string;
  organisation_id: string | null;
  data: Record<string, any>;
}

const KEYS = ['revision', 'evidence', 'state'];

/** "capability-changed revision 1→2 evidence DECLARED→DECLARED fields leadTimeDays" */
function inWords({ type, data }: Row): string {
  const keys = KEYS.filter((key) => typeof data[key] === 'object');
  const moves = keys.map((key) => `${key} ${data[key].before ?? '-'}→${data[key].after ?? '-'}`);
  const fields = data.fields ? [['fields', ...data.fields].join(' ')] : [];
  return [type.replace(/^\w+\./, ''), ...moves, ...fields].join(' ');
}

describe('the events of every mutation', () => {
  let service: TestService;
  let cast: Cast;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    cast = {
      supplier: await signedInSupplier(service),
      newcomer: await signedInSupplier(service),
      buyer: await signedInBuyer(service),
      official: await signedInOfficial(service),
      ids: {},
    };
  });
  afterAll(() => service.close());

  /** What people’s own transactions have appended since. */
  async function appendedBy(work: () => Promise<void>): Promise<Row[]> {
    const own = `SELECT id, type, actor_kind, organisation_id, data FROM event WHERE actor_kind <> 'SYSTEM' ORDER BY id`;
    const all = () => service.asSystem((unitOfWork) => unitOfWork.query<Row & { id: string }>(own));
    const before = new Set((await all()).map(({ id }) => id));
    await work();
    return (await all()).filter(({ id }) => !before.has(id));
  }

  async function matchToReview({ buyer, official, ids }: Cast): Promise<void> {
    await matched(buyer, ids['request']!);
    const { reviewQueue } = await official.data('{ reviewQueue { nodes { id firm { id } } } }');
    ids['match'] = reviewQueue.nodes.find(({ firm }: { firm: { id: string } }) => firm.id === ids['firm']).id;
  }

  const told = (step: Step): string => [step.mutation, step.when].filter(Boolean).join(': ');

  it.each(STORY.map((step) => [told(step), step] as const))('%s', async (_name, step) => {
    if (step.after === 'MATCHED' && !cast.ids['match']) await matchToReview(cast);
    const given = step.call.match(/\w+(?=:)/g)!.map((name) => `${name}: $${name}`);
    const fields = `${step.select ?? ''} userErrors { code }`;
    const rows = await appendedBy(async () => {
      const { result } = await cast[step.by].data(
        `mutation (${step.call}) { result: ${step.mutation}(${given.join(', ')}) { ${fields} } }`,
        step.variables(cast),
      );
      expect(result.userErrors.length > 0).toBe(step.isRefused ?? false);
      if (!step.isRefused) step.keep?.(result, cast);
    });
    const words = rows.map(inWords);
    expect(words).toEqual(step.tells);
    // Whoever changes its own firm or request may read of it.
    const own = rows.filter(({ type }) => !type.startsWith('review.'));
    if (step.by !== 'official') {
      expect(own.every(({ organisation_id }) => organisation_id === cast[step.by].organisationId)).toBe(true);
    }
    for (const { data } of rows) expect(JSON.stringify(data)).toMatch(/^[\w\s.{}:",[\]-]*$/);
  });

  it('are told of a firm read from a list, once', async () => {
    const load = () =>
      service.asSystem(() =>
        service
          .get(FirmImportService)
          .loadList('danh sách', [{ name: 'May Hà Nội', address: 'Hà Nội', country: 'VN', sector: 'Apparel' }]),
      );
    await load();
    await load();
    const rows = await service.asSystem((unitOfWork) =>
      unitOfWork.query<Row>(`SELECT type, data FROM event WHERE firm_id IN (SELECT id FROM firm WHERE source <> 'SELF')
        ORDER BY id`),
    );
    expect(rows.map(inWords)).toEqual([
      'firm-imported',
      'site-added',
      'capability-added revision -→1 evidence -→DECLARED',
    ]);
  });

  it('are in this table: what is new must say what it tells', () => {
    const mutations = service.get(GraphQLSchemaHost).schema.getMutationType()!.getFields();
    // Those of the other stories change neither a firm nor a request.
    const listed = new Set([...STORY, ...TOLD_STORY, ...PEOPLE_STORY].map(({ mutation }) => mutation));
    expect(Object.keys(mutations).sort()).toEqual([...listed].sort());
  });

  it('are none where a mutation is refused for what it is about', async () => {
    const mutations = service.get(GraphQLSchemaHost).schema.getMutationType()!;
    expect(isObjectType(mutations)).toBe(true);
    const rows = await appendedBy(async () => {
      for (const field of Object.values(mutations.getFields())) {
        if (field.name.startsWith('session') || field.name === 'firmCreate') continue;
        const call = minimalCall('mutation', field);
        for (const by of ['supplier', 'buyer', 'official'] as const) await cast[by].execute(call);
      }
    });
    // A draft may be empty, and so is not refused.
    expect(rows.filter(({ type }) => type !== 'requests.request-created')).toEqual([]);
  });
});
