import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type PersonActor } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import {
  aSignUp,
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
const ADD = `mutation ($input: MemberAddInput!) { result: memberAdd(input: $input) {
  member { person { id name email language } role createdAt } userErrors { code path } } }`;
const REMOVE = `mutation ($personId: ID!) { result: memberRemove(personId: $personId) {
  person { id name email } userErrors { code path } } }`;
const CHANGE_ROLE = `mutation ($personId: ID!, $role: MemberRole!) { result: memberRoleChange(personId: $personId, role: $role) {
  member { person { id } role } userErrors { code path } } }`;

let count = 0;
const aColleague = (changes: object = {}) => {
  const email = `dong-nghiep.${++count}@co-khi.example.vn`;
  return { name: 'Lê Thị Cúc', email, password: PASSWORD, ...changes };
};

describe('members of an organisation', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const add = async (client: SignedInClient, changes: object = {}) =>
    (await client.data(ADD, { input: aColleague(changes) })).result;
  const remove = async (client: SignedInClient, personId: string) => (await client.data(REMOVE, { personId })).result;
  const changeRole = async (client: SignedInClient, personId: string, role: 'OWNER' | 'MEMBER') =>
    (await client.data(CHANGE_ROLE, { personId, role })).result;
  const withColleague = async (role: 'OWNER' | 'MEMBER') => {
    const owner = await signedInSupplier(service);
    const { member } = await add(owner, { role });
    const colleague = await signedIn(service, SIGN_IN, { email: member.person.email, password: PASSWORD });
    return { owner, colleague };
  };

  it('grow when an owner adds a colleague, who can sign in at once', async () => {
    const owner = await signedInSupplier(service);
    const { member, userErrors } = await add(owner, { email: 'cuc@duc.example.vn', language: 'VI' });
    expect(userErrors).toEqual([]);
    expect(member).toMatchObject({
      person: { name: 'Lê Thị Cúc', email: 'cuc@duc.example.vn', language: 'VI' },
      role: 'MEMBER',
    });
    const colleague = await signedIn(service, SIGN_IN, { email: 'cuc@duc.example.vn', password: PASSWORD });
    expect(colleague.organisationId).toBe(owner.organisationId);
    expect((await colleague.data(MEMBERS)).organisationMembers.map(({ role }: { role: string }) => role)).toEqual([
      'OWNER',
      'MEMBER',
    ]);
  });

  it('are not added with anything wrong, all of which is said', async () => {
    const owner = await signedInSupplier(service);
    const stranger = await signedInBuyer(service);
    const { member, userErrors } = await add(owner, {
      name: '\u200b',
      email: stranger.email,
      password: 'ngắn',
    });
    expect(member).toBeNull();
    expect(userErrors).toEqual([
      { code: 'TEXT_MISSING', path: ['input', 'name'] },
      { code: 'EMAIL_TAKEN', path: ['input', 'email'] },
      { code: 'PASSWORD_TOO_SHORT', path: ['input', 'password'] },
    ]);
  });

  it('who are no owners decide nothing', async () => {
    const { owner, colleague } = await withColleague('MEMBER');
    expect((await add(colleague)).userErrors).toEqual([{ code: 'NOT_OWNER', path: [] }]);
    expect((await remove(colleague, owner.personId)).userErrors).toEqual([{ code: 'NOT_OWNER', path: [] }]);
    expect((await changeRole(colleague, colleague.personId, 'OWNER')).userErrors).toMatchObject([
      { code: 'NOT_OWNER' },
    ]);
  });

  it('who leave are out at once, and their address is free', async () => {
    const { owner, colleague } = await withColleague('MEMBER');
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
    const { owner, colleague } = await withColleague('MEMBER');
    expect((await changeRole(owner, owner.personId, 'MEMBER')).userErrors).toEqual([
      { code: 'LAST_OWNER', path: ['personId'] },
    ]);
    expect(await changeRole(owner, colleague.personId, 'OWNER')).toEqual({
      member: { person: { id: colleague.personId }, role: 'OWNER' },
      userErrors: [],
    });
    expect((await changeRole(owner, owner.personId, 'MEMBER')).member.role).toBe('MEMBER');
    expect((await add(owner)).userErrors).toEqual([{ code: 'NOT_OWNER', path: [] }]);
    expect((await remove(colleague, owner.personId)).userErrors).toEqual([]);
    expect((await changeRole(colleague, owner.personId, 'OWNER')).userErrors).toEqual([
      { code: 'MEMBER_NOT_FOUND', path: ['personId'] },
    ]);
  });

  it('keep an owner, though two step down at the same moment', async () => {
    const { owner, colleague } = await withColleague('OWNER');
    const answers = await Promise.all(
      [owner, colleague].map((client) => changeRole(client, client.personId, 'MEMBER')),
    );
    expect(answers.filter(({ member }) => member !== null)).toHaveLength(1);
    const { organisationMembers } = await owner.data(MEMBERS);
    expect(organisationMembers.map(({ role }: { role: string }) => role).sort()).toEqual(['MEMBER', 'OWNER']);
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
    const { owner, colleague } = await withColleague('MEMBER');
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
      session: 1,
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
    for (let number = 0; number < 3; number++) await add(owner);
    const four = await countQueries(service, async () => {
      expect((await owner.data(MEMBERS)).organisationMembers).toHaveLength(4);
    });
    expect(four).toBe(one);
  });
});
