import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { ROOMS } from '../../src/app.rooms.js';
import { rootsOf } from '../../src/platform/policy/guarded-schema.js';
import { policyOf } from '../../src/platform/room.js';
import {
  enrolFactor,
  officialWithoutFactor,
  signedInBuyer,
  type SignedInClient,
  signedInOfficial,
  signedInSupplier,
} from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import type { Kind } from './access-matrix.js';
import { minimalCall } from './minimal-call.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const policy = policyOf(ROOMS);
/** Each query and mutation that is not for strangers, too. */
const OPERATIONS = rootsOf(schema)
  .filter((root) => root.name !== 'Subscription')
  .flatMap((root) =>
    Object.values(root.getFields()).map((field) => ({
      name: field.name,
      rule: policy.operations.get(field.name)!,
      call: minimalCall(root.name.toLowerCase(), field),
    })),
  )
  .filter(({ rule }) => !rule.to.includes('ANONYMOUS'));

describe('what a sign-in has to have shown', () => {
  let service: TestService;
  let people: Record<Kind, SignedInClient>;
  let newcomer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    people = {
      SUPPLIER: await signedInSupplier(service),
      BUYER: await signedInBuyer(service),
      AUTHORITY: await signedInOfficial(service),
    };
    newcomer = await officialWithoutFactor(service);
  });
  afterAll(() => service?.close());

  const codesOf = async (client: SignedInClient, call: string): Promise<unknown[]> =>
    ((await client.execute(call)).errors ?? []).map(({ extensions }) => extensions?.code);
  const provenMinutesAgo = (minutes: number, personId: string) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query('UPDATE session SET proven_at = now() - make_interval(mins => $1) WHERE person_id = $2', [
        minutes,
        personId,
      ]),
    );

  it('is stated of some operations and not of others', () => {
    expect(OPERATIONS.filter(({ rule }) => rule.needsProof).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['reviewDecisionRecord', 'reviewDecisionsRecord', 'passwordChange', 'factorRemove']),
    );
    expect(OPERATIONS.filter(({ rule }) => rule.beforeEnrolling).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['factorEnrol', 'factorConfirm', 'sessionConfirm', 'sessionsEndAll']),
    );
  });

  it.each(OPERATIONS)('for $name: lately, or it is refused and done by nobody', async ({ call, rule }) => {
    for (const kind of ['SUPPLIER', 'BUYER', 'AUTHORITY'] as const) {
      if (!rule.to.includes(kind) || !rule.needsProof) continue;
      await provenMinutesAgo(31, people[kind].personId);
      expect([kind, await codesOf(people[kind], call)]).toEqual([kind, ['STEP_UP_NEEDED']]);
    }
  });

  it.each(OPERATIONS)('for $name: an official without a second factor may, or not, as it says', async (operation) => {
    const { call, rule } = operation;
    if (!rule.to.includes('AUTHORITY')) return;
    if (!rule.beforeEnrolling) return expect(await codesOf(newcomer, call)).toEqual(['FACTOR_NEEDED']);
    const who = await officialWithoutFactor(service);
    expect(await codesOf(who, call)).not.toContain('FACTOR_NEEDED');
  });

  it('is asked for nothing that does not weigh as much', async () => {
    await provenMinutesAgo(31, people.SUPPLIER.personId);
    const asked = await Promise.all(
      OPERATIONS.filter(({ rule }) => rule.to.includes('SUPPLIER') && !rule.needsProof && rule.role !== 'VIEWER').map(
        ({ call }) => codesOf(people.SUPPLIER, call),
      ),
    );
    expect(asked.flat()).not.toContain('STEP_UP_NEEDED');
  });

  it('is shown again by a code, or by the password where there is no second factor', async () => {
    const confirm = async (client: SignedInClient, input: object) =>
      (
        await client.data(
          `mutation ($input: SessionConfirmInput!) { result: sessionConfirm(input: $input) { userErrors { code path } } }`,
          { input },
        )
      ).result.userErrors;
    const stale = 'mutation { recoveryCodesRenew { userErrors { code } } }';
    const supplier = await signedInSupplier(service);
    await provenMinutesAgo(31, supplier.personId);
    expect(await codesOf(supplier, stale)).toEqual(['STEP_UP_NEEDED']);
    expect(await confirm(supplier, { code: '123456' })).toEqual([
      { code: 'PASSWORD_MISSING', path: ['input', 'currentPassword'] },
    ]);
    expect(await confirm(supplier, { currentPassword: 'sai mật khẩu rồi' })).toEqual([
      { code: 'PASSWORD_WRONG', path: ['input', 'currentPassword'] },
    ]);
    expect(await codesOf(supplier, stale)).toEqual(['STEP_UP_NEEDED']);
    expect(await confirm(supplier, { currentPassword: 'đúc gang và gia công' })).toEqual([]);
    expect(await codesOf(supplier, stale)).toEqual([]);

    const { recoveryCodes } = await enrolFactor(supplier);
    await provenMinutesAgo(31, supplier.personId);
    expect(await confirm(supplier, { currentPassword: 'đúc gang và gia công' })).toEqual([
      { code: 'CODE_MISSING', path: ['input', 'code'] },
    ]);
    expect(await confirm(supplier, { code: '000000' })).toEqual([{ code: 'CODE_WRONG', path: ['input', 'code'] }]);
    expect(await codesOf(supplier, stale)).toEqual(['STEP_UP_NEEDED']);
    expect(await confirm(supplier, { code: recoveryCodes[0] })).toEqual([]);
    expect(await codesOf(supplier, stale)).toEqual([]);
  });

  it('is not renewed by refreshing', async () => {
    const supplier = await signedInSupplier(service);
    await provenMinutesAgo(31, supplier.personId);
    const { result } = await service
      .client()
      .data(
        `mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { session { accessToken } userErrors { code } } }`,
        { token: supplier.refreshToken },
      );
    const { errors } = await service
      .client()
      .withToken(result.session.accessToken)
      .execute('mutation { factorEnrol { userErrors { code } } }');
    expect(errors?.[0]?.extensions?.code).toBe('STEP_UP_NEEDED');
  });
});
