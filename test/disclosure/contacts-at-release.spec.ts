import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, matched, matchesOf, type Registered, undo } from '../matching/matching-client.js';
import { aPublishedRequest, change, move } from '../requests/requests-client.js';

const CONTACT = 'id name jobTitle email phone languages { code } shown revision';
const ADD = `mutation ($input: ContactInput!) { result: contactAdd(input: $input) { contact { ${CONTACT} } userErrors { code path } } }`;
const UPDATE = `mutation ($id: ID!, $input: ContactChangesInput!, $seen: Int) {
  result: contactUpdate(id: $id, input: $input, expectedRevision: $seen) { contact { ${CONTACT} } userErrors { code path } } }`;
const REMOVE = 'mutation ($id: ID!) { result: contactRemove(id: $id) { removedId userErrors { code path } } }';
const STAND = `mutation ($id: ID!, $contactIds: [ID!]) {
  result: requestContactsSet(id: $id, contactIds: $contactIds) { request { disclosure { contacts { id } } } userErrors { code path } } }`;
const API_KEY = 'mutation ($input: ApiKeyCreateInput!) { result: apiKeyCreate(input: $input) { secret } }';

type Client_ = Pick<SignedInClient, 'data' | 'execute'>;

const run = async (client: Client_, mutation: string, variables: object) =>
  (await client.data<any>(mutation, variables)).result;
const aContact = (changes: object = {}) => ({
  ...{ name: 'Nguyễn Thị Bích Đào', jobTitle: 'Trưởng phòng kinh doanh', email: 'dao@co-khi.example.vn' },
  ...{ phone: '0912 345 678', languages: ['tiếng Việt', 'en'], shown: 'AT_RELEASE' },
  ...changes,
});
const add = async (client: SignedInClient, changes: object): Promise<string> => {
  const { contact, userErrors } = await run(client, ADD, { input: aContact(changes) });
  if (!contact) throw new Error(JSON.stringify(userErrors));
  return contact.id;
};

describe('contacts of a firm and of a buyer', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firm: Registered;
  let ofFirm: Record<'NEVER' | 'AT_RELEASE', string>;
  let ofBuyer: Record<'NEVER' | 'AT_RELEASE' | 'OTHER', string>;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service)]);
    firm = await aFirm(service);
    ofFirm = {
      NEVER: await add(firm.client, { shown: 'NEVER' }),
      AT_RELEASE: await add(firm.client, { shown: 'AT_RELEASE' }),
    };
    ofBuyer = {
      NEVER: await add(buyer, { shown: 'NEVER' }),
      AT_RELEASE: await add(buyer, { shown: 'AT_RELEASE' }),
      OTHER: await add(buyer, { name: 'Sato Kenji', shown: 'AT_RELEASE', phone: '+81 3-1234-5678' }),
    };
  });
  afterAll(() => service?.close());

  interface Case {
    requestId: string;
    matchId: string;
  }

  async function aMatch(): Promise<Case> {
    const { id: requestId } = await aPublishedRequest(buyer);
    await matched(buyer, requestId);
    const { matches } = await matchesOf(official, requestId);
    return { requestId, matchId: matches.nodes.find((one: any) => one.firm.id === firm.firmId).id };
  }

  const ofMatch = (client: SignedInClient, mutation: string, matchId: string) =>
    run(client, `mutation ($id: ID!) { result: ${mutation}(matchId: $id) { userErrors { code } } }`, { id: matchId });
  const release = ({ matchId }: Case) => decide(official, matchId, { kind: 'APPROVE' });
  const ask = ({ requestId }: Case) =>
    run(
      buyer,
      `mutation ($id: ID!) { result: requestAgreementAsk(id: $id, input: { text: "Giữ bí mật." }) { userErrors { code } } }`,
      { id: requestId },
    );
  const accept = async ({ matchId }: Case) => {
    const { match } = await firm.client.data<any>(
      'query ($id: ID!) { match(id: $id) { ... on SupplierMatch { disclosure { agreement { id } } } } }',
      { id: matchId },
    );
    return run(
      firm.client,
      `mutation ($matchId: ID!, $id: ID!) { result: matchAgreementAccept(matchId: $matchId, agreementId: $id) { userErrors { code } } }`,
      { matchId, id: match.disclosure.agreement?.id },
    );
  };

  /** In which state a match is, and who may reach whom in it. */
  const STATES: Record<string, { come: (one: Case) => Promise<unknown>; firm: boolean; buyer: boolean }> = {
    'nobody has decided yet': { come: async () => undefined, firm: false, buyer: false },
    'it was turned down': {
      come: ({ matchId }) => decide(official, matchId, { kind: 'REJECT', reasonCode: 'CAPACITY_TAKEN' }),
      ...{ firm: false, buyer: false },
    },
    'it was released': { come: release, firm: true, buyer: true },
    'its release was taken back': {
      come: async (one) => [await release(one), await undo(official, one.matchId)],
      ...{ firm: false, buyer: false },
    },
    'it was released, and the request closed': {
      come: async (one) => [await release(one), await move(buyer, 'requestClose', one.requestId)],
      ...{ firm: true, buyer: true },
    },
    'it was released, and the request withdrawn': {
      come: async (one) => [await release(one), await move(buyer, 'requestWithdraw', one.requestId)],
      ...{ firm: false, buyer: false },
    },
    'it was released, and the line taken out': {
      come: async (one) => {
        await release(one);
        await change(buyer, one.requestId, { lines: [{ title: 'Khác', operations: [{ process: 'hàn' }] }] });
      },
      ...{ firm: false, buyer: false },
    },
    'it was released, and the firm cut off': {
      come: async (one) => [await release(one), await ofMatch(buyer, 'matchAccessCut', one.matchId)],
      ...{ firm: false, buyer: false },
    },
    'it was released, the firm cut off and let in again': {
      come: async (one) => {
        await release(one);
        await ofMatch(buyer, 'matchAccessCut', one.matchId);
        await ofMatch(buyer, 'matchAccessRestore', one.matchId);
      },
      ...{ firm: true, buyer: true },
    },
    'it was released, and an agreement waits to be accepted': {
      come: async (one) => [await ask(one), await release(one)],
      ...{ firm: true, buyer: false },
    },
    'it was released, and the agreement accepted': {
      come: async (one) => [await ask(one), await release(one), await accept(one)],
      ...{ firm: true, buyer: true },
    },
  };

  /** What a buyer may choose to stand for a request, and whom a firm is told of then. */
  const CHOICES: Record<string, { chosen: () => string[] | null; told: () => string[] }> = {
    nothing: { chosen: () => null, told: () => [ofBuyer.AT_RELEASE, ofBuyer.OTHER] },
    'one that is shown': { chosen: () => [ofBuyer.OTHER], told: () => [ofBuyer.OTHER] },
    'one that is never shown': { chosen: () => [ofBuyer.NEVER], told: () => [] },
    none: { chosen: () => [], told: () => [] },
  };

  /** Whom a client is told of: by its match, whole and as a node, and by the id of each contact there is. */
  async function toldOf(client: SignedInClient, shape: string, matchId: string, all: string[]) {
    const { match, node } = await client.data<any>(
      `query ($id: ID!) { match(id: $id) { ... on ${shape} { contacts { id } } }
         node(id: $id) { ... on ${shape} { contacts { id } } } }`,
      { id: matchId },
    );
    const byId: string[] = [];
    for (const id of all) {
      const found = await client.data<any>('query ($id: ID!) { node(id: $id) { ... on Contact { id email } } }', {
        id,
      });
      if (found.node) byId.push(found.node.id);
    }
    const ids = (contacts?: { id: string }[]) => (contacts ?? []).map(({ id }) => id).sort();
    return { match: ids(match?.contacts), node: ids(node?.contacts), byId: byId.sort() };
  }
  const everywhere = (ids: string[]) => {
    const sorted = [...ids].sort();
    return { match: sorted, node: sorted, byId: sorted };
  };

  describe.each(Object.entries(STATES))(
    'of a match where %s',
    (_state, { come, firm: isFirmTold, buyer: isBuyerTold }) => {
      let one: Case;
      let isWithdrawn = false;
      beforeAll(async () => {
        // One at a time: what another match tells is told all the same.
        const { rows } = await asSuperuser(`SELECT DISTINCT request_id AS id FROM match WHERE released_at IS NOT NULL`);
        for (const { id } of rows) await move(buyer, 'requestWithdraw', id);
        one = await aMatch();
        await come(one);
        const { request } = await buyer.data<any>('query ($id: ID!) { request(id: $id) { status } }', {
          id: one.requestId,
        });
        isWithdrawn = request.status === 'WITHDRAWN';
      });

      it(`tells the buyer of ${isFirmTold ? 'those that the firm shows' : 'nobody'}`, async () => {
        expect(await toldOf(buyer, 'BuyerMatch', one.matchId, Object.values(ofFirm))).toEqual(
          everywhere(isFirmTold ? [ofFirm.AT_RELEASE] : []),
        );
      });

      it.each(Object.entries(CHOICES))(
        'tells the firm of them as far as it may, where the buyer chose %s',
        async (_, choice) => {
          const { userErrors } = await run(buyer, STAND, { id: one.requestId, contactIds: choice.chosen() });
          expect(userErrors).toEqual(isWithdrawn ? [{ code: 'REQUEST_WITHDRAWN', path: ['id'] }] : []);
          expect(await toldOf(firm.client, 'SupplierMatch', one.matchId, Object.values(ofBuyer))).toEqual(
            everywhere(isBuyerTold ? choice.told() : []),
          );
        },
      );
    },
  );

  async function asSuperuser(sql: string): Promise<{ rows: any[] }> {
    const superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    try {
      return await superuser.query(sql);
    } finally {
      await superuser.end();
    }
  }

  describe('while a match is released', () => {
    let one: Case;
    beforeEach(async () => {
      one = await aMatch();
      await release(one);
    });

    it('are told with all they say, and to nobody else', async () => {
      const { match } = await buyer.data<any>(
        `query ($id: ID!) { match(id: $id) { ... on BuyerMatch { contacts { ${CONTACT} } } } }`,
        { id: one.matchId },
      );
      expect(match.contacts).toEqual([
        {
          ...{ id: ofFirm.AT_RELEASE, name: 'Nguyễn Thị Bích Đào', jobTitle: 'Trưởng phòng kinh doanh' },
          ...{ email: 'dao@co-khi.example.vn', phone: '+84912345678', languages: [{ code: 'vi' }, { code: 'en' }] },
          ...{ shown: 'AT_RELEASE', revision: 1 },
        },
      ]);
      const [rival, stranger] = [await aFirm(service), await signedInBuyer(service)];
      const all = [...Object.values(ofFirm), ...Object.values(ofBuyer)];
      for (const client of [rival.client, stranger, official])
        for (const id of all)
          expect(await client.data('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
    });

    it('are told no more from the next reading on, once their owner hides or removes them', async () => {
      const id = await add(firm.client, { email: 'khac@co-khi.example.vn' });
      const told = async () => (await toldOf(buyer, 'BuyerMatch', one.matchId, [id])).byId;
      expect(await told()).toEqual([id]);
      await run(firm.client, UPDATE, { id, input: aContact({ shown: 'NEVER' }) });
      expect(await told()).toEqual([]);
      await run(firm.client, UPDATE, { id, input: aContact() });
      expect(await told()).toEqual([id]);
      expect(await run(firm.client, REMOVE, { id })).toEqual({ removedId: id, userErrors: [] });
      expect(await told()).toEqual([]);
    });

    it('stand for no request any more once all that were chosen are removed', async () => {
      const id = await add(buyer, { email: 'mua@example.jp' });
      await run(buyer, STAND, { id: one.requestId, contactIds: [id] });
      await run(buyer, REMOVE, { id });
      const { match } = await firm.client.data<any>(
        'query ($id: ID!) { match(id: $id) { ... on SupplierMatch { contacts { id } } } }',
        { id: one.matchId },
      );
      expect(match.contacts).toEqual([]);
    });

    it('are nobody else’s to change, to remove or to let stand', async () => {
      const gone = [{ code: 'CONTACT_NOT_FOUND', path: ['id'] }];
      const id = ofFirm.AT_RELEASE;
      expect((await run(buyer, UPDATE, { id, input: aContact() })).userErrors).toEqual(gone);
      expect((await run(buyer, REMOVE, { id })).userErrors).toEqual(gone);
      expect((await run(buyer, STAND, { id: one.requestId, contactIds: [ofBuyer.OTHER, id] })).userErrors).toEqual([
        { code: 'CONTACT_NOT_FOUND', path: ['contactIds', '1'] },
      ]);
      await run(buyer, STAND, { id: one.requestId, contactIds: [] });
      await expect(
        asSuperuser(
          `UPDATE request_disclosure SET contact_ids = ARRAY['${id}'::uuid] WHERE request_id = '${one.requestId}'`,
        ),
      ).rejects.toThrow('another organisation');
    });

    it('are told to a key that reads matches, and to no other', async () => {
      const key = async (scopes: string[]) => {
        const { secret } = await run(buyer, API_KEY, { input: { name: 'ERP', scopes } });
        return service.client().withToken(secret);
      };
      const query = 'query ($id: ID!) { match(id: $id) { ... on BuyerMatch { contacts { id } } } }';
      const [reader, other] = [await key(['MATCHES_READ']), await key(['REQUESTS_READ'])];
      expect((await reader.data<any>(query, { id: one.matchId })).match.contacts).toHaveLength(1);
      expect((await other.execute<any>(query, { id: one.matchId })).errors).toBeDefined();
      expect((await reader.execute<any>('{ organisationContacts { id } }')).errors).toBeDefined();
    });
  });

  it('are checked all at once, bounded, and changed by whoever has seen the last change', async () => {
    const { client } = await aFirm(service);
    const codes = (
      await run(client, ADD, { input: aContact({ name: ' ', email: 'dao', phone: '12', languages: ['xyzzy'] }) })
    ).userErrors;
    expect(codes.map(({ path }: any) => path.join('.'))).toEqual([
      'input.name',
      'input.email',
      'input.phone',
      'input.languages.0',
    ]);
    const id = await add(client, {});
    const changed = await run(client, UPDATE, { id, input: aContact({ phone: null }), seen: 1 });
    expect(changed.contact).toMatchObject({ phone: null, revision: 2 });
    expect((await run(client, UPDATE, { id, input: aContact(), seen: 1 })).userErrors).toEqual([
      { code: 'CONTACT_REVISION_OUTDATED', path: ['expectedRevision'] },
    ]);
    const answers = await Promise.all(Array.from({ length: 15 }, () => run(client, ADD, { input: aContact() })));
    expect(answers.filter(({ contact }) => contact)).toHaveLength(9);
    for (const { contact, userErrors } of answers)
      if (!contact) expect(userErrors).toEqual([{ code: 'TOO_MANY_CONTACTS', path: ['input'] }]);
    expect((await client.data<any>('{ organisationContacts { id } }')).organisationContacts).toHaveLength(10);
  });

  it('are never shown where nothing else is said', async () => {
    const { client } = await aFirm(service);
    const { contact } = await run(client, ADD, { input: { name: 'Lê Văn Cường', email: 'cuong@example.vn' } });
    expect(contact).toMatchObject({ shown: 'NEVER', jobTitle: null, phone: null, languages: [] });
  });

  it('leave no words in the audit trail', async () => {
    const { rows } = await asSuperuser(
      `SELECT audit_entry::text AS entry FROM audit_entry WHERE subject_type = 'contact'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { entry } of rows) expect(entry).not.toMatch(/@|Đào|84912345678/);
  });
});
