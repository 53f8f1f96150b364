import type { ApiClient, Mutation } from './api-client.js';
import type { DemoFirm } from './demo-registry.js';
import { inParallel } from './in-parallel.js';
import { allPages, type Page } from './pages.js';

/** The official’s work on the registry: accepting the papers that the demonstration’s data calls verified. */

interface FirmToCheck {
  taxCode: string | null;
  capabilities: { id: string; evidence: string; revision: number; site: { name: string | null } }[];
  certificates: { id: string; number: string | null; evidence: string; state: string; revision: number }[];
}

const FIRMS_TO_CHECK = `query ($after: String) {
  firms(first: 100, after: $after, filter: { hasUnchecked: true }) {
    nodes {
      taxCode
      capabilities { id evidence revision site { name } }
      certificates { id number evidence state revision }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const CERTIFICATE_VERIFY: Mutation = {
  variables: '$id: ID!, $input: CertificateVerificationInput!',
  call: 'certificateVerify(id: $id, input: $input)',
  answer: 'certificate { id }',
};
const CAPABILITY_VERIFY: Mutation = {
  variables: '$id: ID!, $input: CapabilityVerificationInput!',
  call: 'capabilityVerify(id: $id, input: $input)',
  answer: 'capability { id }',
};

export interface Check {
  mutation: Mutation;
  variables: { id: string; input: object };
}

/** What is still to be accepted. Nothing once it is done. */
export async function checksToDo(official: ApiClient, firms: readonly DemoFirm[], note: string): Promise<Check[]> {
  const byTaxCode = new Map(firms.map((firm) => [firm.taxCode, firm]));
  const found = await allPages(async (after) => {
    const data = await official.query<{ firms: Page<FirmToCheck> }>(FIRMS_TO_CHECK, { after });
    return data.firms;
  });
  return found.flatMap((firm) => {
    const demo = byTaxCode.get(firm.taxCode ?? '');
    return demo ? checksOf(firm, demo, note) : [];
  });
}

function checksOf(firm: FirmToCheck, demo: DemoFirm, note: string): Check[] {
  const accepted = new Set(
    demo.certificates.filter(({ evidence }) => evidence === 'VERIFIED').map(({ number }) => number),
  );
  const siteNames = new Map(demo.sites.map(({ key, name }) => [key, name]));
  const certificates = firm.certificates
    .filter(
      ({ number, evidence, state }) => accepted.has(number ?? '') && evidence === 'DOCUMENTED' && state === 'STANDING',
    )
    .map(({ id, revision }) => ({
      mutation: CERTIFICATE_VERIFY,
      variables: { id, input: { decision: 'ACCEPT', revision, note } },
    }));
  // A firm's capabilities come back in the order they were registered in.
  const capabilities = firm.capabilities
    .filter(({ evidence, site }, index) => {
      const said = demo.capabilities[index];
      return evidence === 'DOCUMENTED' && said?.evidence === 'VERIFIED' && siteNames.get(said.site) === site.name;
    })
    .map(({ id, revision }) => ({
      mutation: CAPABILITY_VERIFY,
      variables: { id, input: { grade: 'VERIFIED', revision, note } },
    }));
  return [...certificates, ...capabilities];
}

export async function doChecks(official: ApiClient, checks: readonly Check[], onDone: () => void): Promise<void> {
  await inParallel(checks, 3, async ({ mutation, variables }) => {
    await official.mutate(mutation, variables, `demo-check-${variables.id}`);
    onDone();
  });
}

/** What stands in the registry, by where it comes from and how well it is supported. */
export interface RegistryCounts {
  firms: number;
  listedFirms: number;
  sites: number;
  capabilities: Record<string, number>;
  certificates: Record<string, number>;
}

interface CountedFirm {
  source: string;
  sites: { id: string }[];
  capabilities: { evidence: string }[];
  certificates: { evidence: string }[];
}

const FIRMS_TO_COUNT = `query ($after: String) { firms(first: 100, after: $after) {
  nodes { source sites { id } capabilities { evidence } certificates { evidence } }
  pageInfo { hasNextPage endCursor } } }`;

/** Sites, capabilities and certificates are those of the firms that signed up. */
export async function countRegistry(official: ApiClient): Promise<RegistryCounts> {
  const all = await allPages(async (after) => {
    const data = await official.query<{ firms: Page<CountedFirm> }>(FIRMS_TO_COUNT, { after });
    return data.firms;
  });
  const own = all.filter(({ source }) => source === 'SELF');
  return {
    firms: own.length,
    listedFirms: all.length - own.length,
    sites: own.flatMap(({ sites }) => sites).length,
    capabilities: byEvidence(own.flatMap(({ capabilities }) => capabilities)),
    certificates: byEvidence(own.flatMap(({ certificates }) => certificates)),
  };
}

function byEvidence(claims: readonly { evidence: string }[]): Record<string, number> {
  const counts: Record<string, number> = { DECLARED: 0, DOCUMENTED: 0, VERIFIED: 0 };
  for (const { evidence } of claims) counts[evidence] = (counts[evidence] ?? 0) + 1;
  return counts;
}
