import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import {
  PASSWORD,
  SIGN_IN,
  type SignedInClient,
  signedInBuyer,
  signedInSupplier,
  invitedColleague,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';

const MINE = '{ mySessions { id createdAt lastUsedAt client address isCurrent } }';
const END = `mutation ($id: ID!) { result: sessionEnd(id: $id) { session { id client } userErrors { code path } } }`;
const END_ALL = 'mutation { result: sessionsEndAll(thisToo: true) { endedCount userErrors { code } } }';
const REFRESH = `mutation ($refreshToken: String!) { result: sessionRefresh(refreshToken: $refreshToken) {
  session { refreshToken } userErrors { code } } }`;
const PROGRESS = 'subscription ($id: ID!) { requestMatchingProgress(requestId: $id) { isComplete } }';

describe('one’s own sessions', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ environment: { TRUSTED_PROXIES: '1' } });
  });
  afterAll(() => service?.close());

  const from = (address: string, name: string) =>
    service.client().withHeaders({ 'x-forwarded-for': address, 'user-agent': name });
  const again = async ({ email }: SignedInClient, address: string, name: string) => {
    const { result } = await from(address, name).data(SIGN_IN, { input: { email, password: PASSWORD } });
    expect(result.userErrors).toEqual([]);
    return { client: from(address, name).withToken(result.session.accessToken), tokens: result.session };
  };
  const listOf = async (client: { data(query: string): Promise<any> }) => (await client.data(MINE)).mySessions;
  const audited = (action: string, subject: string) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query<{ data: object }>('SELECT data FROM audit_entry WHERE action = $1 AND subject_id = $2', [
        action,
        subject,
      ]),
    );

  it('tell where one is signed in, the last used first, cleaned and shortened', async () => {
    const supplier = await signedInSupplier(service);
    const phone = await again(supplier, '203.0.113.7', `Zalo/${'1'.repeat(300)}`);
    await again(supplier, '2001:db8:1:2:3:4:5:6', 'Mozilla/5.0 (X11; Linux)');
    await from('198.51.100.9', 'Zalo/2').data(REFRESH, { refreshToken: phone.tokens.refreshToken });
    expect(await listOf(supplier)).toEqual([
      expect.objectContaining({ client: 'Zalo/2', address: '198.51.100.9', isCurrent: false }),
      expect.objectContaining({ client: 'Mozilla/5.0 (X11; Linux)', address: '2001:db8:1:2::/64', isCurrent: false }),
      expect.objectContaining({ address: '127.0.0.1', isCurrent: true }),
    ]);
    expect((await listOf(phone.client)).map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are ended one by one, from the next operation on, and that is audited', async () => {
    const supplier = await signedInSupplier(service);
    const lost = await again(supplier, '203.0.113.7', 'lost phone');
    const session = (await listOf(supplier)).find(({ client }: { client: string }) => client === 'lost phone');
    const { result } = await supplier.data(END, { id: session.id });
    expect(result).toEqual({ session: { id: session.id, client: 'lost phone' }, userErrors: [] });
    expect((await lost.client.execute(MINE)).status).toBe(401);
    const { result: refreshed } = await service.client().data(REFRESH, { refreshToken: lost.tokens.refreshToken });
    expect(refreshed.userErrors).toEqual([{ code: 'SESSION_ENDED' }]);
    expect(await listOf(supplier)).toHaveLength(1);
    expect(await audited('session.end', session.id)).toHaveLength(1);
    expect((await supplier.data(END, { id: session.id })).result.userErrors).toEqual([
      { code: 'SESSION_NOT_FOUND', path: ['id'] },
    ]);
  });

  it('are ended all at once, the one that asks too, and nobody else’s', async () => {
    const supplier = await signedInSupplier(service);
    const other = await signedInSupplier(service);
    const phone = await again(supplier, '203.0.113.7', 'phone');
    expect((await supplier.data(END_ALL)).result).toEqual({ endedCount: 2, userErrors: [] });
    expect((await supplier.execute(MINE)).status).toBe(401);
    expect((await phone.client.execute(MINE)).status).toBe(401);
    expect(await listOf(other)).toHaveLength(1);
    expect(await audited('session.end-all', supplier.personId)).toEqual([{ data: { ended: 2 } }]);
  });

  it('are ended everywhere else, where that is asked for', async () => {
    const supplier = await signedInSupplier(service);
    const phone = await again(supplier, '203.0.113.7', 'phone');
    const elsewhere = END_ALL.replace('true', 'false');
    expect((await supplier.data(elsewhere)).result).toEqual({ endedCount: 1, userErrors: [] });
    expect(await listOf(supplier)).toHaveLength(1);
    expect((await phone.client.execute(MINE)).status).toBe(401);
  });

  it.each([
    ['another person’s', async () => (await listOf(await signedInBuyer(service)))[0].id],
    ['nobody’s', async () => '01980000-0000-7000-8000-000000000000'],
    ['no', async () => "' OR true"],
  ])('are not found by %s id', async (_, id) => {
    const supplier = await signedInSupplier(service);
    expect((await supplier.data(END, { id: await id() })).result).toEqual({
      session: null,
      userErrors: [{ code: 'SESSION_NOT_FOUND', path: ['id'] }],
    });
  });

  it('are a hundred at most: a further one ends the one longest unused', async () => {
    const supplier = await signedInSupplier(service);
    await service.asSystem((unitOfWork) =>
      unitOfWork.query(
        `INSERT INTO session (id, person_id, organisation_id, expires_at, last_used_at)
         SELECT gen_random_uuid(), $1, $2, now() + interval '1 day', now() - make_interval(hours => n) FROM generate_series(1, 99) n`,
        [supplier.personId, supplier.organisationId],
      ),
    );
    const oldest = (await listOf(supplier)).at(-1).id;
    await again(supplier, '203.0.113.7', 'one more');
    const ids = (await listOf(supplier)).map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(100);
    expect(ids).not.toContain(oldest);
  });

  it.each([
    ['the session is ended from elsewhere', END_ALL],
    ['the person leaves', undefined],
  ])('end an open subscription too when %s, though nothing happens in it', async (_, mutation) => {
    const buyer = await signedInBuyer(service);
    const colleague = await invitedColleague(service, buyer, 'EDITOR');
    const { personId } = colleague;
    const { data } = await buyer.execute(
      'mutation ($input: ComponentRequestInput!) { result: requestCreate(input: $input) { request { id } userErrors { code } } }',
      { input: aRequestInput() },
    );
    const { id } = data.result.request;
    await buyer.data('mutation ($id: ID!) { requestPublish(id: $id) { userErrors { code } } }', { id });

    const { authorization } = (colleague as unknown as { headers: { authorization: string } }).headers;
    const heard: unknown[] = [];
    const socket = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
    });
    const ended = new Promise<any>((resolve) => {
      socket.subscribe(
        { query: PROGRESS, variables: { id } },
        { next: (value) => heard.push(value), error: resolve, complete: () => resolve('complete') },
      );
    });
    await until(() => heard.length === 1, 'the first progress is told');
    if (mutation) await colleague.data(mutation);
    else
      await buyer.data('mutation ($id: ID!) { memberRemove(personId: $id) { userErrors { code } } }', { id: personId });
    expect((await ended)[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(heard).toHaveLength(1);
    await socket.dispose();
  });
});
