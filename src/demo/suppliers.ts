import type { ApiClient, Mutation } from './api-client.js';
import { type DemoFirm, firmInput } from './demo-registry.js';
import { evidencePdf } from './evidence-pdf.js';
import { GAP_FIELDS, type GapView, type MeasureView } from './match-view.js';
import { enter } from './sessions.js';

const FIRM_REGISTER: Mutation = {
  variables: '$input: FirmRegistrationInput!',
  call: 'firmRegister(input: $input)',
  answer: 'firm { id }',
};

/** Signs a firm up and registers what it can make; false where an earlier run has. */
export async function registerFirm(api: ApiClient, firm: DemoFirm, today: string): Promise<boolean> {
  const client = await enter(api, firm);
  const { myFirm } = await client.query<{ myFirm: { id: string } | null }>('{ myFirm { id } }');
  if (myFirm) return false;
  const hasPapers = [...firm.capabilities, ...firm.certificates].some(({ evidence }) => evidence !== 'DECLARED');
  const file = hasPapers ? await client.upload(`${firm.key}.pdf`, papersOf(firm)) : null;
  await client.mutate(FIRM_REGISTER, { input: firmInput(firm, file?.id ?? null, today) }, `demo-firm-${firm.key}`);
  return true;
}

const papersOf = ({ name, tradingName, certificates }: DemoFirm): Buffer =>
  evidencePdf([
    'KETNOI - DEMONSTRATION ONLY - NOT A REAL DOCUMENT',
    `${name} / ${tradingName}`,
    ...certificates.map(({ standard, number, issuer }) => `${standard}  ${number}  ${issuer}`),
  ]);

/** What a firm sees of the requests it was judged for: a teaser of each, and more where the buyer lets it. */
export interface SupplierMatch {
  id: string;
  reviewState: string;
  operations: { code: string; labels: Labels }[];
  disclosure: { level: 'TEASER' | 'REQUIREMENTS' | 'FULL' };
  teaser: TeaserView;
  profileGaps: { hint: string }[];
  judgement: { eligibility: string; gaps: GapView[] } | null;
  reviewRecords: { nodes: { kind: string; note: string | null }[] };
}

type Labels = { vi: string; en: string };

export interface TeaserView {
  materials: { labels: Labels }[];
  monthlyVolume: { atLeast: MeasureView | null; below: MeasureView | null } | null;
  region: 'NORTHERN_VIETNAM' | 'CENTRAL_VIETNAM' | 'SOUTHERN_VIETNAM' | 'ABROAD' | null;
}

const BOUND = 'value unit { code symbol }';
const MY_MATCHES = `{ myMatches(first: 100) { nodes { id reviewState operations { code labels { vi en } } disclosure { level }
  teaser { materials { labels { vi en } } monthlyVolume { atLeast { ${BOUND} } below { ${BOUND} } } region } profileGaps { hint }
  judgement { eligibility gaps { ${GAP_FIELDS} } } reviewRecords(first: 100) { nodes { kind note } } } } }`;

export async function supplierSees(api: ApiClient, firm: DemoFirm): Promise<SupplierMatch[]> {
  const client = await enter(api, firm);
  const { myMatches } = await client.query<{ myMatches: { nodes: SupplierMatch[] } }>(MY_MATCHES);
  return myMatches.nodes;
}
