import type { Language } from '../platform/i18n/message.js';
import type { Eligibility, ReviewRecordView, ReviewState, VerdictView } from './match-view.js';
import type { ReviewNotes } from './official-reviews.js';
import { ENGLISH } from './words.en.js';
import { VIETNAMESE } from './words.vi.js';

/** All that the demonstration says of itself; what matches mean, the service says. */
export interface DemoWords extends ReviewNotes {
  production: string;
  starting: string;
  waiting: string;
  interrupted: string;
  steps: Record<
    'service' | 'operator' | 'suppliers' | 'checks' | 'requests' | 'matching' | 'reviews' | 'reading',
    string
  >;
  checkNote: string;

  eligibility: Record<Eligibility, string>;
  outcome: Record<VerdictView['outcome'], string>;
  review: Record<ReviewState, string>;
  decision: Record<ReviewRecordView['kind'], string>;
  evidence: Record<string, string>;
  preference(label: string, weight: string): string;

  title: string;
  fictional: string;
  registryTitle: string;
  registry(firms: string, sites: string): string;
  claims(what: 'capabilities' | 'certificates', total: string, parts: string): string;
  list(source: string, rows: string, rejected: string): string;
  requestsTitle(requests: string, lines: string): string;
  buyer: string;
  operations: string;
  ranking: string[];
  moreFirms(count: string): string;
  more(count: string): string;
  verdictsOf(firm: string): string;
  verdicts: string[];
  others: string;
  nearMisses: string;
  nobody: string;

  listedTitle: string;
  listed(firms: string, line: string): string;
  listedMet(met: string, unknown: string, unmet: string): string;
  listedExample(firm: string): string;

  officialTitle(name: string): string;
  counts: string[];
  certificates(unchecked: string, expiring: string): string;
  decisions: string[];
  buyersTitle: string;
  buyers: string[];
  buyersNote: string;
  supplierTitle(firm: string): string;
  supplierNote: string;
  notTold: string;
  aMonth(volume: string): string;
  region: Record<'NORTHERN_VIETNAM' | 'CENTRAL_VIETNAM' | 'SOUTHERN_VIETNAM' | 'ABROAD', string>;
  supplier: string[];
  moreUnsuitable(count: string): string;

  nextTitle: string;
  next: [command: string, what: string][];
  done(seconds: string): string;
  serving: string;
  account: Record<'official' | 'supplier' | 'buyer', string>;
  password: string;
  authenticator: string;
  stop: string;
}

export const demoWordsIn = (language: Language): DemoWords => (language === 'vi' ? VIETNAMESE : ENGLISH);
