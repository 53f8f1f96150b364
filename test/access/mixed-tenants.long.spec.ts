import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { KINDS } from './access-matrix.js';
import { seed } from './seed.js';

/** `MIXED_OPERATIONS=100000` for a long run. */
const OPERATIONS = Number(process.env.MIXED_OPERATIONS ?? 1_500);
const AT_ONCE = 24;

const WHO = `{ viewer { person { id } organisation { id } } organisationMembers { person { id } } }`;
const BROKEN = `mutation { requestPublish(id: "x") { userErrors { code } } firmWithdraw(id: "x") { userErrors { code } } }`;

describe('operations of several tenants at once, over a pool of four connections', () => {
  let service: TestService;
  let clients: SignedInClient[];
  beforeAll(async () => {
    service = await startTestService({
      withJobs: true,
      environment: { DATABASE_POOL_SIZE: '4', ACCESS_TOKEN_MINUTES: '60' },
    });
    const people = await seed(service);
    clients = KINDS.flatMap((kind) => people[kind]);
  });
  afterAll(() => service.close());

  it('answers each as itself, with cancelled and failing ones among them', async () => {
    const seen = { answered: 0, cancelled: 0, refused: 0 };
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < OPERATIONS) {
        const at = next++;
        const client = clients[(at * 7) % clients.length]!;
        if (at % 10 === 3) {
          await cancelled(client);
          seen.cancelled++;
        } else if (at % 10 === 6) {
          expect((await client.execute(BROKEN)).errors?.length).toBeGreaterThan(0);
          seen.refused++;
        } else {
          const { viewer, organisationMembers } = await client.data(WHO);
          const { personId, organisationId } = client;
          expect({ viewer, organisationMembers }).toEqual({
            viewer: { person: { id: personId }, organisation: { id: organisationId } },
            organisationMembers: [{ person: { id: personId } }],
          });
          seen.answered++;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(seen.answered + seen.cancelled + seen.refused).toBe(OPERATIONS);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  }, 3_600_000);

  /** Sent, and let go before the answer is there. */
  async function cancelled({ url, ...client }: SignedInClient): Promise<void> {
    const { headers } = client as unknown as { headers: Record<string, string> };
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: WHO }),
      signal: stop.signal,
    }).catch(() => undefined);
  }
});
