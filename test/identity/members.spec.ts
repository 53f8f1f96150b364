import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type PersonActor } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import {
  aSignUp,
  INVITE,
  invitedColleague,
  PASSWORD,
  SIGN_IN,
  SIGN_UP_BUYER,
  type SignedInClient,
  signedIn,
  signedInBuyer,
  signedInOfficial,
  signedInSupplier,
} from '../harness/people.js';
import { countQueries } from '../harness/count-queries.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const MEMBERS = '{ organisationMembers { person { id name email } role } }';
const REMOVE = `mutation ($personId: ID!) { result: memberRemove(personId: $personId) {
  person { id name email } userErrors { code path } } }`;
const standing = (mutation: string) => `mutation ($personId: ID!) { result: ${mutation}(personId: $personId) {
  member { suspendedAt } userErrors { code path } } }`;
const SUSPEND = standing('memberSuspend');
const REINSTATE = standing('memberReinstate');
const LEAVE = 'mutation { result: organisationLeave { userErrors { code path } } }';
const CHANGE_ROLE = `mutation ($personId: ID!, $role: MemberRole!) { result: memberRoleChange(personId: $personId, role: $role) {
  member { person { id } role } userErrors { code path } } }`;

describe('members of an organisation', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const remove = async (client: SignedInClient, personId: string) => (await client.data(REMOVE, { personId })).result;
  const changeRole = async (client: SignedInClient, personId: string, role: 'OWNER' | 'EDITOR' | 'VIEWER') =>
    (await client.data(CHANGE_ROLE, { personId, role })).result;
  const withColleague = async (role: 'OWNER' | 'EDITOR' | 'VIEWER') => {
    const owner = await signedInSupplier(service);
    return { owner, colleague: await invitedColleague(service, owner, role) };
  };
  const codeOf = async (client: SignedInClient, mutation: string, variables: object) =>
    (await client.execute(mutation, variables)).errors?.[0]?.extensions?.code;

  it.each(['EDITOR', 'VIEWER'] as const)('who are no owners decide nothing: %s', async (role) => {
    const { owner, colleague } = await withColleague(role);
    expect(await codeOf(colleague, INVITE, { email: 'ai-do@example.vn', role })).toBe('FORBIDDEN');
    expect(await codeOf(colleague, REMOVE, { personId: owner.personId })).toBe('FORBIDDEN');
    expect(await codeOf(colleague, CHANGE_ROLE, { personId: colleague.personId, role: 'OWNER' })).toBe('FORBIDDEN');
    expect(await codeOf(colleague, SUSPEND, { personId: owner.personId })).toBe('FORBIDDEN');
  });

  it('who are suspended are out at once, and in again when reinstated', async () => {
    const { owner, colleague } = await withColleague('EDITOR');
    const { personId, email } = colleague;
    const suspended = (await owner.data(SUSPEND, { personId })).result;
    expect(suspended).toMatchObject({ member: { suspendedAt: expect.any(String) }, userErrors: [] });
    expect((await colleague.execute(MEMBERS)).status).toBe(401);
    const { result } = await service.client().data(SIGN_IN, { input: { email, password: PASSWORD } });
    expect(result.userErrors).toMatchObject([{ code: 'SIGN_IN_REFUSED' }]);
    const reinstated = (await owner.data(REINSTATE, { personId })).result;
    expect(reinstated).toMatchObject({ member: { suspendedAt: null }, userErrors: [] });
    expect((await colleague.data(MEMBERS)).organisationMembers).toHaveLength(2);
    expect((await owner.data(SUSPEND, { personId: owner.personId })).result.userErrors).toEqual([
      { code: 'LAST_OWNER', path: ['personId'] },
    ]);
  });

  it('leave by themselves, but for the last owner', async () => {
    const { owner, colleague } = await withColleague('VIEWER');
    expect((await owner.data(LEAVE)).result.userErrors).toEqual([{ code: 'LAST_OWNER', path: [] }]);
    expect((await colleague.data(LEAVE)).result.userErrors).toEqual([]);
    expect((await colleague.execute(MEMBERS)).status).toBe(401);
    expect((await owner.data(MEMBERS)).organisationMembers).toHaveLength(1);
    await signedIn(service, SIGN_UP_BUYER, aSignUp({ email: colleague.email }));
  });

  it('who leave are out at once, and their address is free', async () => {
    const { owner, colleague } = await withColleague('EDITOR');
    expect(await remove(owner, colleague.personId)).toEqual({
      person: { id: colleague.personId, name: 'Lê Thị Cúc', email: null },
      userErrors: [],
    });
    expect((await colleague.execute(MEMBERS)).status).toBe(401);
    const { result } = await service.client().data(SIGN_IN, { input: { email: colleague.email, password: PASSWORD } });
    expect(result.userErrors).toMatchObject([{ code: 'SIGN_IN_REFUSED' }]);
    const again = await signedIn(service, SIGN_UP_BUYER, aSignUp({ email: colleague.email }));
    expect(again.personId).not.toBe(colleague.personId);
  });

  it('keep an owner, though two remove one another at the same moment', async () => {
    const alone = await signedInSupplier(service);
    expect((await remove(alone, alone.personId)).userErrors).toEqual([{ code: 'LAST_OWNER', path: ['personId'] }]);

    const { owner, colleague } = await withColleague('OWNER');
    const answers = await Promise.all([
      owner.execute(REMOVE, { personId: colleague.personId }),
      colleague.execute(REMOVE, { personId: owner.personId }),
    ]);
    expect(answers.filter(({ data }) => data?.result?.person)).toHaveLength(1);
    const owners = await service.asSystem((unitOfWork) =>
      unitOfWork.query(`SELECT FROM membership WHERE organisation_id = $1 AND role = 'OWNER'`, [owner.organisationId]),
    );
    expect(owners).toHaveLength(1);
  });

  it('hand over: the last owner makes another one first, and can then step down and leave', async () => {
    const { owner, colleague } = await withColleague('EDITOR');
    expect((await changeRole(owner, owner.personId, 'EDITOR')).userErrors).toEqual([
      { code: 'LAST_OWNER', path: ['personId'] },
    ]);
    expect(await changeRole(owner, colleague.personId, 'OWNER')).toEqual({
      member: { person: { id: colleague.personId }, role: 'OWNER' },
      userErrors: [],
    });
    expect((await changeRole(owner, owner.personId, 'EDITOR')).member.role).toBe('EDITOR');
    expect(await codeOf(owner, INVITE, { email: 'ai-do@example.vn', role: 'EDITOR' })).toBe('FORBIDDEN');
    expect((await remove(colleague, owner.personId)).userErrors).toEqual([]);
    expect((await changeRole(colleague, owner.personId, 'OWNER')).userErrors).toEqual([
      { code: 'MEMBER_NOT_FOUND', path: ['personId'] },
    ]);
  });

  it('keep an owner, though two step down at the same moment', async () => {
    const { owner, colleague } = await withColleague('OWNER');
    const answers = await Promise.all(
      [owner, colleague].map((client) => changeRole(client, client.personId, 'EDITOR')),
    );
    expect(answers.filter(({ member }) => member !== null)).toHaveLength(1);
    const { organisationMembers } = await owner.data(MEMBERS);
    expect(organisationMembers.map(({ role }: { role: string }) => role).sort()).toEqual(['EDITOR', 'OWNER']);
  });

  it.each([
    ['another organisation’s', async () => (await signedInSupplier(service)).personId],
    ['nobody’s', async () => '01980000-0000-7000-8000-000000000000'],
    ['no', async () => "' OR true"],
  ])('are not found by %s id', async (_, personId) => {
    const owner = await signedInSupplier(service);
    expect((await remove(owner, await personId())).userErrors).toEqual([
      { code: 'MEMBER_NOT_FOUND', path: ['personId'] },
    ]);
  });

  it('are invisible to others, and what it takes to sign in is invisible to all but one’s own sessions', async () => {
    const { owner, colleague } = await withColleague('EDITOR');
    const buyer = await signedInBuyer(service);
    const official = await signedInOfficial(service);
    /** How many rows of each table; null where not even asking is allowed. */
    const visibleTo = async (actor: PersonActor | typeof ANONYMOUS) => {
      const seen: Record<string, number | null> = {};
      const unitOfWork = service.get(UnitOfWork);
      for (const table of Object.keys(nothing)) {
        const count = () => unitOfWork.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`);
        seen[table] = await unitOfWork.run(actor, count).then(
          ([row]) => row!.rows,
          () => null,
        );
      }
      return seen;
    };
    const actor = (client: SignedInClient, kind: PersonActor['kind']): PersonActor => ({
      kind,
      personId: client.personId,
      organisationId: client.organisationId,
      role: 'OWNER',
    });
    const nothing = {
      organisation: null,
      person: null,
      membership: null,
      person_password: null,
      session: null,
      refresh_token: null,
      sign_in_failure: null,
    };
    expect(await visibleTo(ANONYMOUS)).toEqual(nothing);
    expect(await visibleTo(actor(buyer, 'BUYER'))).toEqual({
      ...nothing,
      organisation: 1,
      person: 1,
      membership: 1,
      session: 1,
    });
    expect(await visibleTo(actor(colleague, 'SUPPLIER'))).toEqual({
      ...nothing,
      organisation: 1,
      person: 2,
      membership: 2,
      session: 2,
    });
    const seen = await visibleTo(actor(official, 'AUTHORITY'));
    expect(seen).toEqual({ ...nothing, organisation: expect.any(Number), person: 1, membership: 1, session: 1 });
    expect(seen.organisation).toBeGreaterThan(3);
    expect((await buyer.data(MEMBERS)).organisationMembers).toEqual([
      { person: { id: buyer.personId, name: 'Sato Kenji', email: buyer.email }, role: 'OWNER' },
    ]);
    expect(owner.organisationId).not.toBe(buyer.organisationId);
  });

  it('cannot be written past the services', async () => {
    const owner = await signedInSupplier(service);
    const actor: PersonActor = {
      kind: 'SUPPLIER',
      personId: owner.personId,
      organisationId: owner.organisationId,
      role: 'OWNER',
    };
    const unitOfWork = service.get(UnitOfWork);
    const promote = unitOfWork.run(actor, () =>
      unitOfWork.query(`UPDATE membership SET role = 'OWNER' RETURNING role`, []),
    );
    await expect(promote).rejects.toThrow(/permission denied/);
    const join = unitOfWork.run(actor, () =>
      unitOfWork.query(`INSERT INTO person (id, name, language) VALUES (gen_random_uuid(), 'x', 'vi')`, []),
    );
    await expect(join).rejects.toThrow(/permission denied/);
  });

  it('are listed with as many queries for many as for one', async () => {
    const owner = await signedInSupplier(service);
    const one = await countQueries(service, () => owner.data(MEMBERS));
    for (let number = 0; number < 3; number++) await invitedColleague(service, owner, 'EDITOR');
    const four = await countQueries(service, async () => {
      expect((await owner.data(MEMBERS)).organisationMembers).toHaveLength(4);
    });
    expect(four).toBe(one);
  });
});
