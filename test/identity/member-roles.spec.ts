import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { PersonActor } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { OPERATIONS } from '../access/access-matrix.js';
import { minimalCall } from '../access/minimal-call.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { invitedColleague, signedInBuyer, type SignedInClient, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';

/** What a viewer may do: only to their own account. */
const OF_ONE_SELF = [
  'consentWithdraw',
  'emailChangeRequest',
  'factorConfirm',
  'factorEnrol',
  'factorRemove',
  'organisationLeave',
  'passwordChange',
  'personalDataErasureCancel',
  'personalDataErasureRequest',
  'personalDataExportRequest',
  'privacyDeclare',
  'recoveryCodesRenew',
  'sessionConfirm',
  'sessionEnd',
  'sessionSwitchOrganisation',
  'sessionsEndAll',
  'viewerUpdate',
];
const OF_OWNERS = ['apiKeyCreate', 'apiKeyRevoke', 'invitationResend', 'invitationWithdraw', 'memberInvite', 'memberReinstate', 'memberRemove', 'memberRoleChange', 'memberSuspend']; // prettier-ignore
/** Suppliers alone have a tax code to claim. */
const OF_SUPPLIERS_OWNERS = ['taxCodeClaim', 'taxCodeClaimAnswer', 'taxCodeClaimWithdraw'];

describe('the role of a member', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const enter = { SUPPLIER: signedInSupplier, BUYER: signedInBuyer };
  const refusedTo = async (client: SignedInClient, kind: 'SUPPLIER' | 'BUYER'): Promise<string[]> => {
    const fields = service.get(GraphQLSchemaHost).schema.getMutationType()!.getFields();
    const names = Object.entries(OPERATIONS.mutation)
      .filter(
        ([name, callers]) => callers.includes(kind) && !callers.includes('ANONYMOUS') && name !== 'organisationLeave',
      )
      .map(([name]) => name);
    const refused: string[] = [];
    for (const name of names) {
      const { errors } = await client.execute(minimalCall('mutation', fields[name]!));
      if (errors?.[0]?.extensions?.code === 'FORBIDDEN') refused.push(name);
    }
    return refused;
  };

  it.each(['SUPPLIER', 'BUYER'] as const)(
    'lets a viewer change nothing, an editor nothing of owners: %s',
    async (kind) => {
      const owner = await enter[kind](service);
      const [viewer, editor] = [
        await invitedColleague(service, owner, 'VIEWER'),
        await invitedColleague(service, owner, 'EDITOR'),
      ];
      const all = Object.entries(OPERATIONS.mutation)
        .filter(([, callers]) => callers.includes(kind) && !callers.includes('ANONYMOUS'))
        .map(([name]) => name);
      expect(await refusedTo(viewer, kind)).toEqual(all.filter((name) => !OF_ONE_SELF.includes(name)));
      expect((await refusedTo(editor, kind)).sort()).toEqual([
        ...OF_OWNERS,
        ...(kind === 'SUPPLIER' ? OF_SUPPLIERS_OWNERS : []),
      ]);
    },
  );

  it('holds in the database, too: as a viewer nothing is written', async () => {
    const { personId, organisationId } = await signedInBuyer(service);
    const unitOfWork = service.get(UnitOfWork);
    const act = (role: PersonActor['role'], sql: string, parameters: unknown[] = []) =>
      unitOfWork.run({ kind: 'BUYER', personId, organisationId, role }, () => unitOfWork.query(sql, parameters));
    const add = `INSERT INTO component_request (id, organisation_id, status, title) VALUES (gen_random_uuid(), $1, 'DRAFT', 'x')`;
    await expect(act('VIEWER', add, [organisationId])).rejects.toThrow(/row-level security/);
    await act('EDITOR', add, [organisationId]);
    expect(await act('VIEWER', 'SELECT id FROM component_request')).toHaveLength(1);
    const change = `UPDATE component_request SET title = 'y' RETURNING id`;
    expect(await act('VIEWER', change)).toEqual([]);
    expect(await act('EDITOR', change)).toHaveLength(1);
  });

  it('ends on an open subscription when the member is suspended', async () => {
    const owner = await signedInBuyer(service);
    const colleague = await invitedColleague(service, owner, 'VIEWER');
    const { created } = await owner.data(
      'mutation ($input: ComponentRequestInput!) { created: requestCreate(input: $input) { request { id } } }',
      { input: aRequestInput() },
    );
    const { id } = created.request;
    await owner.data('mutation ($id: ID!) { requestPublish(id: $id) { userErrors { code } } }', { id });

    const { authorization } = (colleague as unknown as { headers: { authorization: string } }).headers;
    const socket = createClient({
      url: `${service.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
    });
    const heard: unknown[] = [];
    let end: string | null = null;
    const query = `subscription { requestMatchingProgress(requestId: "${id}") { isComplete } }`;
    socket.subscribe({ query }, { next: (value) => heard.push(value), error: (error) => (end = JSON.stringify(error)), complete: () => (end ??= 'complete') }); // prettier-ignore
    await until(() => heard.length > 0, 'the subscription has told how far it is');
    const before = heard.length;
    await owner.data('mutation ($id: ID!) { memberSuspend(personId: $id) { userErrors { code } } }', {
      id: colleague.personId,
    });
    await service.get(BackgroundWork).start();
    await until(() => end !== null, 'the subscription has ended');
    expect(heard).toHaveLength(before);
    expect(end).toContain('UNAUTHENTICATED');
    await socket.dispose();
  });
});
