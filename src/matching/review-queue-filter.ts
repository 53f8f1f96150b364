import { isCountryCode } from '../taxonomy/countries.js';
import { refuseArgument } from '../platform/graphql/invalid-values.js';
import { isId } from '../platform/database/new-id.js';
import { searchWords } from '../platform/text/search-words.js';
import { openRequests } from '../requests/open-requests.js';
import { firmIs } from '../suppliers/firm-condition.js';
import { LONGEST } from '../suppliers/limits.js';
import { knownCode } from '../taxonomy/known-code.js';
import { TERM } from '../taxonomy/resolve-term.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { Eligibility } from './eligibility.js';
import type { ReviewState } from './match.entity.js';

/** Both ends included; what is absent does not bound. */
interface Range<Value> {
  from?: Value | null;
  to?: Value | null;
}

export interface QueueFilter {
  states?: ReviewState[] | null;
  eligibilities?: Eligibility[] | null;
  requestId?: string | null;
  lineId?: string | null;
  /** Code of a process that the line asks for, or of one above it. */
  process?: string | null;
  /** ISO 3166-1 alpha-2. */
  buyerCountry?: string | null;
  /** Code of a sector of the firm. */
  sector?: string | null;
  /** Code of a province with a site of the firm. */
  province?: string | null;
  /** Words of the firm’s name, with or without marks. */
  firmName?: string | null;
  rank?: Range<number> | null;
  confirmed?: Range<number> | null;
  /** For how long the review has stood where it stands. */
  days?: Range<number> | null;
  isOutdated?: boolean | null;
  /** Whom the review lies with. */
  handedOver?: HandedOver | null;
}

export type HandedOver = 'TO_ME' | 'TO_OTHERS' | 'TO_NOBODY';

/** What is in the queue at all, of requests that are open: as the indexes of the queue have it. */
const IN_QUEUE = `match.left_at IS NULL AND match.eligibility <> 'UNSUITABLE'`;

/** A filter as SQL: only what is asked becomes part of the statement, so that PostgreSQL plans for it. */
export class AskedOfQueue {
  readonly parameters: unknown[] = [];
  readonly bind = (value: unknown): string => `$${this.parameters.push(value)}`;
  /** The open requests, by their ids: what narrows these is tried once a request, not once a match. */
  readonly requests: string;
  /** Of a match, whatever its state. */
  readonly condition: string;

  constructor(filter: QueueFilter, taxonomy: Taxonomy, { now, personId }: { now: Date; personId: string | null }) {
    const { requestId, lineId, buyerCountry, eligibilities, isOutdated } = filter;
    this.requests = openRequests(
      { requestId, lineId, buyerCountry: buyerCountry && knownCountry(buyerCountry) },
      this.bind,
    );
    const conditions = [
      IN_QUEUE,
      lineId && `match.line_id = ${this.bind(lineId)}`,
      eligibilities && `match.eligibility = ANY(${this.bind(eligibilities)})`,
      this.within('match.rank', filter.rank),
      this.within('match.confirmed', filter.confirmed),
      this.within('match.review_state_since', since(filter.days, now)),
      typeof isOutdated === 'boolean' && `match.outdated_at IS ${isOutdated ? 'NOT NULL' : 'NULL'}`,
      filter.handedOver && this.liesWith(filter.handedOver, personId),
      this.ofProcess(filter, taxonomy),
      this.ofFirm(filter, taxonomy),
    ];
    this.condition = conditions.filter(Boolean).join(' AND ');
  }

  private within(column: string, range: Range<number | Date> | null | undefined): string {
    const given = (value: unknown) => value !== null && value !== undefined;
    return [
      given(range?.from) && `${column} >= ${this.bind(range!.from)}`,
      given(range?.to) && `${column} <= ${this.bind(range!.to)}`,
    ]
      .filter(Boolean)
      .join(' AND ');
  }

  private liesWith(handedOver: HandedOver, personId: string | null): string {
    if (handedOver === 'TO_NOBODY') return 'match.reviewer_id IS NULL';
    const me = `${this.bind(personId)}::uuid`;
    return handedOver === 'TO_ME'
      ? `match.reviewer_id = ${me}`
      : `match.reviewer_id IS NOT NULL AND match.reviewer_id <> ${me}`;
  }

  private ofProcess({ process }: QueueFilter, { processes }: Taxonomy): string | null {
    if (!process) return null;
    const codes = processes.subtree(knownCode(processes, process, 'process'));
    return `match.processes && ${this.bind(codes)}::text[]`;
  }

  private ofFirm(
    { sector, province, firmName }: QueueFilter,
    { sectors, administrativeUnits }: Taxonomy,
  ): string | null {
    const asked = {
      sector: sector && knownCode(sectors, sector, 'sector'),
      province: province && knownCode(administrativeUnits, province, 'province'),
      nameWords: searchWords(firmName, ['filter', 'firmName'], LONGEST.search),
    };
    return firmIs('match.firm_id', asked, this.bind);
  }
}

/** A hundred years: as long as anything may have waited. */
const MOST_DAYS = 36_500;

/** Whoever has waited longest has waited since the earliest. */
function since(days: Range<number> | null | undefined, now: Date): Range<Date> {
  const ago = (count: number | null | undefined) =>
    typeof count === 'number' ? new Date(now.getTime() - Math.max(0, Math.min(count, MOST_DAYS)) * 86_400_000) : null;
  return { from: ago(days?.to), to: ago(days?.from) };
}

/** No row can have such an id. */
export const isImpossible = ({ requestId, lineId }: QueueFilter): boolean =>
  [requestId, lineId].some((id) => id !== null && id !== undefined && !isId(id));

function knownCountry(code: string): string {
  if (isCountryCode(code)) return code;
  throw refuseArgument(TERM.TERM_UNKNOWN, ['filter', 'buyerCountry'], { word: code.slice(0, 60) });
}
