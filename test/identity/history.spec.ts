import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { aRegistrationInput } from '../harness/factories/a-firm-input.js';
import {
  invitedColleague,
  signedInBuyer,
  signedInOfficial,
  type SignedInClient,
  signedInSupplier,
} from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const HISTORY = `query ($filter: HistoryFilterInput, $first: Int, $after: String) {
  organisationHistory(filter: $filter, first: $first, after: $after) {
    nodes { id at action subjectType subjectId purpose person { id } details { name value } position hash }
    pageInfo { hasNextPage endCursor } } }`;

describe('the history of an organisation', () => {
  let service: TestService;
  let owner: SignedInClient;
  let editor: SignedInClient;
  let firmId: string;
  beforeAll(async () => {
    service = await startTestService();
    owner = await signedInSupplier(service);
    const { result } = await owner.data(
      'mutation ($input: FirmRegistrationInput!) { result: firmRegister(input: $input) { firm { id } userErrors { code } } }',
      { input: aRegistrationInput() },
    );
    firmId = result.firm.id;
    editor = await invitedColleague(service, owner, 'EDITOR');
  });
  afterAll(() => service?.close());

  const history = async (client: TestClient, variables: object = {}) =>
    (await client.data(HISTORY, variables)).organisationHistory;
  const actions = async (variables: object = {}): Promise<string[]> =>
    (await history(owner, variables)).nodes.map(({ action }: { action: string }) => action);

  it('tells what was done, the latest first, by whom and to what', async () => {
    const { nodes } = await history(owner);
    expect(nodes.map(({ action }: any) => action)).toEqual([
      'session.create', 'session.create', 'invitation.accept', 'invitation.create', 'firm.register', 'session.create',
      'organisation.sign-up',
    ]); // prettier-ignore
    expect(nodes.at(-1)).toMatchObject({
      subjectType: 'organisation',
      subjectId: owner.organisationId,
      person: { id: owner.personId },
      purpose: 'identity.sign-up',
      details: [{ name: 'kind', value: 'SUPPLIER' }],
    });
    expect(nodes[0].person).toEqual({ id: editor.personId });
    expect(nodes[4]).toMatchObject({ subjectId: firmId, person: { id: owner.personId }, purpose: null });
  });

  it('is told page by page, each entry once', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: any = await history(owner, { first: 2, after });
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual((await history(owner)).nodes.map(({ id }: { id: string }) => id));
  });

  it('is narrowed by what was done, to what, and when', async () => {
    expect(await actions({ filter: { action: 'invitation.accept' } })).toEqual(['invitation.accept']);
    expect(await actions({ filter: { subjectId: firmId } })).toEqual(['firm.register']);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const all = await actions();
    expect(await actions({ filter: { from: day(-1), to: day(1) } })).toEqual(all);
    expect(await actions({ filter: { from: day(2) } })).toEqual([]);
    for (const filter of [{ action: 'a\0b' }, { subjectId: '\0' }]) expect(await actions({ filter })).toEqual([]);
    const { errors } = await owner.execute(HISTORY, { filter: { from: '2026-02-30' } });
    expect(errors?.[0]?.extensions?.code).toBe('INVALID_REQUEST');
    expect(await actions({ filter: { to: day(-2) } })).toEqual([]);
    expect(await actions({ filter: { action: 'firm.register', to: day(1) } })).toEqual(['firm.register']);
  });

  it('shows the place of what is sealed in its chain', async () => {
    await service.get(AuditSealer).sealAll();
    const { nodes } = await history(owner);
    expect(nodes.map(({ position }: { position: number }) => position)).toEqual(nodes.map((_: unknown, at: number) => nodes.length - at)); // prettier-ignore
    expect(nodes[0].hash).toMatch(/^[\da-f]{64}$/);
  });

  it('is for owners: no editor, no viewer, no official and nobody else reads it', async () => {
    const viewer = await invitedColleague(service, owner, 'VIEWER');
    const official = await signedInOfficial(service);
    for (const client of [editor, viewer, official]) {
      const { data, errors } = await client.execute(HISTORY);
      expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'FORBIDDEN']);
    }
    expect((await service.client().execute(HISTORY)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    // Another owner reads their own, whatever they ask for.
    const other = await history(await signedInBuyer(service), { filter: { subjectId: firmId } });
    expect(other.nodes).toEqual([]);
  });

  it('says nothing of what somebody asked for as a person', async () => {
    await owner.data('mutation { personalDataExportRequest { userErrors { code } } }');
    expect((await actions()).filter((action) => action.startsWith('person.'))).toEqual([]);
  });
});
