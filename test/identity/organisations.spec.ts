import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrganisationsService } from '../../src/identity/organisations.service.js';
import type { PersonActor } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Loaders, type OperationContext } from '../../src/platform/graphql/operation-context.js';
import { countQueries } from '../harness/count-queries.js';
import { type SignedInClient, signedInBuyer, signedInOfficial, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

describe('organisations, for the other rooms', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service?.close());

  const namesSeenBy = (client: SignedInClient, kind: PersonActor['kind'], ids: string[]) => {
    const { personId, organisationId } = client;
    const actor: PersonActor = { kind, personId, organisationId, role: 'EDITOR' };
    const context = { actor, loaders: new Loaders() } as OperationContext;
    const organisations = service.get(OrganisationsService);
    return service.get(UnitOfWork).run(actor, async () => {
      const found = await Promise.all(ids.map((id) => organisations.load(context, id)));
      return found.map((organisation) => organisation?.name ?? null);
    });
  };

  it('are loaded together, as far as the caller may see them', async () => {
    const supplier = await signedInSupplier(service, 'Cơ khí Đông Anh');
    const buyer = await signedInBuyer(service, 'Sato Precision K.K.');
    const official = await signedInOfficial(service, 'Sở Công Thương Hà Nội');
    const ids = [supplier, buyer, official].map(({ organisationId }) => organisationId);
    expect(await namesSeenBy(supplier, 'SUPPLIER', ids)).toEqual(['Cơ khí Đông Anh', null, null]);
    expect(await namesSeenBy(buyer, 'BUYER', ids)).toEqual([null, 'Sato Precision K.K.', null]);
    expect(await namesSeenBy(official, 'AUTHORITY', ids)).toEqual([
      'Cơ khí Đông Anh',
      'Sato Precision K.K.',
      'Sở Công Thương Hà Nội',
    ]);
    const forOne = await countQueries(service, () => namesSeenBy(official, 'AUTHORITY', ids.slice(0, 1)));
    expect(await countQueries(service, () => namesSeenBy(official, 'AUTHORITY', ids))).toBe(forOne);
  });
});
