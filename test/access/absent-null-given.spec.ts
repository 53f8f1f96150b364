import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLInputObjectType, isNonNullType } from 'graphql';
import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, signedInSupplier, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aPdf, CAPABILITY, CERTIFICATE, FIRM, SITE, upload } from '../suppliers/suppliers-client.js';

const ROUNDS = 3;
const SCHEMA = buildSchema(readFileSync('schema.graphql', 'utf8'));
const REQUEST = 'id title description excludedTaxCodes lines { nodes { title operations { process { code } } } }';

type Values = Record<string, unknown>;
interface Update {
  mutation: string;
  input: string;
  /** What is read of the thing changed; its counters and times aside. */
  fields: string;
  /** Where the payload names the thing otherwise than the mutation; such a thing is the caller’s own, and has no id to give. */
  own?: string;
  /** A value for every field of the input. */
  values: () => Promise<Values>;
  /** Where null has nothing to clear, as the description of the field says. */
  keptByNull?: string[];
}

describe('an update with a variable absent, null and given, three times each', () => {
  let service: TestService;
  let supplier: SignedInClient;
  let buyer: SignedInClient;
  const ids: Record<string, string> = {};
  let evidenceFileId: string;
  beforeAll(async () => {
    service = await startTestService();
    [supplier, buyer] = [await signedInSupplier(service), await signedInBuyer(service)];
    evidenceFileId = (await upload(supplier, aPdf('x'))).id;
    const { registered } = await supplier.data(
      `mutation ($input: FirmRegistrationInput!) { registered: firmRegister(input: $input) {
         firm { id sites { id } capabilities { id } certificates { id } } } }`,
      { input: aRegistrationInput() },
    );
    const { created } = await buyer.data(
      'mutation ($input: ComponentRequestInput!) { created: requestCreate(input: $input) { request { id } } }',
      { input: aRequestInput() },
    );
    const { added } = await supplier.data(
      'mutation ($input: ContactInput!) { added: contactAdd(input: $input) { contact { id } } }',
      { input: { name: 'Lê Văn Tám', email: 'tam@hoa-binh.example.vn' } },
    );
    ids['contactUpdate'] = added.contact.id;
    const { firm } = registered;
    const [site, capability, certificate] = [firm.sites[0], firm.capabilities[0], firm.certificates[0]];
    Object.assign(ids, { firmUpdate: firm.id, siteUpdate: site.id, capabilityUpdate: capability.id });
    Object.assign(ids, { certificateUpdate: certificate.id, requestUpdate: created.request.id });
  });
  afterAll(() => service.close());

  const UPDATES: Update[] = [
    {
      mutation: 'firmUpdate',
      input: 'FirmChangesInput',
      fields: FIRM,
      values: async () => {
        const { name, tradingName, sectors, languages, endMarkets } = aRegistrationInput();
        return { name, tradingName, sectors, languages, endMarkets, website: 'https://hoa-binh.example.vn' };
      },
    },
    {
      mutation: 'siteUpdate',
      input: 'SiteInput',
      keptByNull: ['country', 'province'],
      fields: SITE,
      values: async () => ({
        ...{ name: 'Xưởng 1', address: 'Lô 12, KCN Quang Minh, Hà Nội', country: 'VN', taxCode: null },
        ...{ industrialPark: null, province: 'Hà Nội', ward: null, latitude: 21.19, longitude: 105.77 },
      }),
    },
    {
      mutation: 'viewerUpdate',
      input: 'ViewerChangesInput',
      own: 'person',
      keptByNull: ['name', 'language'],
      fields: 'id name language',
      values: async () => ({ name: 'Lê Thị Cúc', language: 'EN' }),
    },
    {
      mutation: 'contactUpdate',
      input: 'ContactChangesInput',
      keptByNull: ['name', 'email', 'shown'],
      fields: 'id name jobTitle email phone languages { code } shown',
      values: async () => ({
        ...{ name: 'Lê Thị Cúc', jobTitle: 'Kinh doanh', email: 'cuc@hoa-binh.example.vn', phone: '0912 345 678' },
        ...{ languages: ['tiếng Nhật'], shown: 'AT_RELEASE' },
      }),
    },
    {
      mutation: 'capabilityUpdate',
      input: 'CapabilityChangesInput',
      keptByNull: ['siteId'],
      fields: CAPABILITY,
      values: async () => ({ ...aCapabilityInput(), siteId: ids.siteUpdate, evidenceFileId }),
    },
    {
      mutation: 'certificateUpdate',
      input: 'CertificateChangesInput',
      fields: CERTIFICATE,
      values: async () => ({
        ...{ standard: 'ISO 9001', number: 'QMS-1', issuer: 'QUACERT', scope: 'Đúc áp lực' },
        ...{ validFrom: '2026-01-10', validTo: '2029-01-09', siteIds: [ids.siteUpdate], evidenceFileId },
      }),
    },
    {
      mutation: 'requestUpdate',
      input: 'ComponentRequestInput',
      keptByNull: ['lines'],
      fields: REQUEST,
      values: async () => ({ ...aRequestInput(), description: 'Giao theo tuần', excludedTaxCodes: ['0100109106'] }),
    },
  ];

  it('is tried for every update there is, with every field of its input', async () => {
    const names = Object.keys(SCHEMA.getMutationType()!.getFields()).filter((name) => name.endsWith('Update'));
    expect(UPDATES.map(({ mutation }) => mutation).sort()).toEqual(names.sort());
    for (const { input, values } of UPDATES) {
      const { getFields } = SCHEMA.getType(input) as GraphQLInputObjectType;
      expect(Object.keys(await values()).sort()).toEqual(Object.keys(getFields.call(SCHEMA.getType(input))).sort());
    }
  });

  it.each(UPDATES)(
    '$mutation leaves alone, clears, stores',
    async ({ mutation, input, own, fields, values, keptByNull = [] }) => {
      const client = mutation === 'requestUpdate' ? buyer : supplier;
      const subject = own ?? mutation.replace('Update', '');
      const [variable, argument] = own ? ['', ''] : ['$id: ID!, ', 'id: $id, '];
      const types = Object.values((SCHEMA.getType(input) as GraphQLInputObjectType).getFields());
      const declared = types.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
      const passed = types.map(({ name }) => `${name}: $${name}`).join(', ');
      const text = `mutation (${variable}${declared}) { result: ${mutation}(${argument}input: { ${passed} }) {
      ${subject} { ${fields} } userErrors { code } } }`;
      const send = async (changes: Values) => {
        const { result } = await client.data(text, { id: ids[mutation], ...required, ...changes });
        return { standing: result[subject] && withoutCounters(result[subject] as Values), refused: result.userErrors };
      };
      const all = await values();
      const required = Object.fromEntries(
        types.filter(({ type }) => isNonNullType(type)).map(({ name }) => [name, all[name]]),
      );
      const whole = await send(all);
      expect(whole.refused).toEqual([]);
      const cleared: Record<string, unknown> = {};
      for (let round = 1; round <= ROUNDS; round++) {
        expect(await send({})).toEqual(whole);
        for (const { name } of types.filter(({ type }) => !isNonNullType(type))) {
          const nulled = await send({ [name]: null });
          if (nulled.refused.length > 0) expect(nulled.standing).toBeNull();
          else if (keptByNull.includes(name)) expect([name, nulled]).toEqual([name, whole]);
          else if (all[name] !== null) expect([name, nulled.standing]).not.toEqual([name, whole.standing]);
          cleared[name] ??= nulled;
          expect([name, nulled]).toEqual([name, cleared[name]]);
          if (nulled.refused.length === 0) expect([name, await send({})]).toEqual([name, nulled]);
          expect([name, await send({ [name]: all[name] })]).toEqual([name, whole]);
        }
      }
    },
  );
});

/** Deeply, as a change of a part is none of its neighbours. */
function withoutCounters(value: Values): unknown {
  return JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'revision' ? undefined : one))) as unknown;
}
