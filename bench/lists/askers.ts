import { OfficialsService } from '../../src/identity/officials.service.js';
import { RemitsService } from '../../src/identity/remits.service.js';
import { system } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { ApiClient } from '../harness/api-client.js';
import { enrolFactor } from '../harness/second-factor.js';
import type { BenchService } from '../harness/bench-service.js';
import type { Asker } from './market.js';
import type { ListOperation } from './operations.js';

const LOCAL = 'Sở Công Thương Hà Nội';
const PASSWORD = 'known to anybody here';
const SESSION = `session { accessToken } viewer { person { id } organisation { id } } userErrors { code message path }`;

interface SignedIn {
  session: { accessToken: string };
  viewer: { person: { id: string }; organisation: { id: string } };
}

/** One of each kind, signed up as people do. */
export async function askersOf(service: BenchService): Promise<Record<ListOperation['by'], Asker>> {
  const anyone = new ApiClient(service.url);
  const asker = async (mutation: string, type: string, input: object): Promise<Asker> => {
    const { session, viewer } = await anyone.done<SignedIn>(
      `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { ${SESSION} } }`,
      { input },
    );
    const client = anyone.withToken(session.accessToken);
    if (mutation === 'sessionCreate') await enrolFactor(client);
    const ask = async (query: string) => ({ data: await client.query(query) });
    return { organisationId: viewer.organisation.id, personId: viewer.person.id, ask };
  };
  const signUp = (name: string, country: object) => ({
    organisationName: name,
    personName: 'Người Đại Diện',
    email: `${name.toLowerCase()}@lists.example`,
    password: PASSWORD,
    ...country,
  });
  const official = 'official@lists.example';
  const local = 'local@lists.example';
  return {
    SUPPLIER: await asker(
      'supplierSignUp',
      'SignUpInput',
      signUp('Supplier', { countryCode: 'VN', taxCode: '0100109106' }),
    ),
    BUYER: await asker('buyerSignUp', 'SignUpInput', signUp('Buyer', { countryCode: 'JP' })),
    AUTHORITY: await asker('sessionCreate', 'SessionCreateInput', {
      email: official,
      password: await letIn(service, official, 'Bộ Công Thương'),
    }),
    BOUNDED_AUTHORITY: await asker('sessionCreate', 'SessionCreateInput', {
      email: local,
      password: await letIn(service, local, LOCAL, ['Hà Nội']),
    }),
  };
}

async function letIn({ app }: BenchService, email: string, authority: string, provinces?: string[]): Promise<string> {
  const created = await app.get(UnitOfWork).run(system('bench.official'), async () => {
    const official = await app.get(OfficialsService).create(email, 'Cán Bộ', authority);
    const remit = provinces && (await app.get(RemitsService).setTerritory(authority, provinces, 'en'));
    return remit instanceof Refusal ? remit : official;
  });
  if (created instanceof Refusal) throw new Error(JSON.stringify(created.problems));
  return created.password;
}
