import { Inject, Injectable } from '@nestjs/common';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { LineForMatching } from '../requests/request-lines.service.js';
import { FirmFactsService } from '../suppliers/firm-facts.service.js';
import { PLACE_READER } from '../taxonomy/place-reader.token.js';
import type { PlaceReader } from '../taxonomy/places.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { storeFindings } from './findings.js';
import type { LineMatch } from './match-line.js';
import { TEASER } from './stored-shapes.js';
import { teaserOf } from './teaser.js';

/** Rows of one INSERT: a thousand matches with all their findings would be one very long statement. */
const ROWS_PER_INSERT = 250;

/**
 * The lasting rows: one per line and firm. A run that says of a firm what was said before leaves its row alone but for the
 * rank; an official’s decision stays in force where the line asks for the same and the findings are the same. Anything
 * else is to be looked at again: the review begins a new round.
 */
@Injectable()
export class MatchStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly firms: FirmFactsService,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
    @Inject(PLACE_READER) private readonly placeOf: PlaceReader,
  ) {}

  /** Answers whether some firm has changed since it was judged. */
  async write(runId: string, line: LineForMatching, matches: readonly LineMatch[]): Promise<boolean> {
    const facts = await this.firms.of(matches.map(({ firmId }) => firmId));
    const isBehind = ({ firmId, factsRevision }: LineMatch) => facts.get(firmId)?.factsRevision !== factsRevision;
    const processes = line.operations.map(({ process }) => process);
    const teaser = TEASER.write(teaserOf(line, this.taxonomy, this.placeOf));
    for (let start = 0; start < matches.length; start += ROWS_PER_INSERT) {
      const rows = matches.slice(start, start + ROWS_PER_INSERT).map((match, index) => ({
        ...rowOf(match),
        rank: start + index + 1,
        firm_organisation_id: facts.get(match.firmId)?.organisationId ?? null,
        is_behind: isBehind(match),
      }));
      await this.unitOfWork.query(UPSERT, [
        JSON.stringify(rows), runId, line.lineId, line.requestId, line.organisationId, line.revision, processes, teaser,
      ]); // prettier-ignore
    }
    await this.takeLeave(line, matches);
    return matches.some(isBehind);
  }

  async retire(lineIds: readonly string[]): Promise<void> {
    await this.unitOfWork.query(
      `UPDATE match SET left_at = clock_timestamp(), left_because = 'LINE_REMOVED' WHERE line_id = ANY($1) AND left_at IS NULL`,
      [lineIds],
    );
  }

  private async takeLeave({ lineId, revision }: LineForMatching, matches: readonly LineMatch[]): Promise<void> {
    const leaving = await this.unitOfWork.query<{ firmId: string }>(
      `SELECT firm_id AS "firmId" FROM match WHERE line_id = $1 AND left_at IS NULL AND NOT firm_id = ANY($2)`,
      [lineId, matches.map(({ firmId }) => firmId)],
    );
    if (leaving.length === 0) return;
    const facts = await this.firms.of(leaving.map(({ firmId }) => firmId));
    const withdrawn = [...facts.values()].filter(({ isWithdrawn }) => isWithdrawn).map(({ id }) => id);
    await this.unitOfWork.query(
      `UPDATE match SET left_at = clock_timestamp(), left_because = CASE WHEN firm_id = ANY($3) THEN 'FIRM_WITHDRAWN'
         WHEN revision <> $4 THEN 'LINE_CHANGED' ELSE 'NOT_AMONG_THE_BEST' END
       WHERE line_id = $1 AND firm_id = ANY($2)`,
      [lineId, leaving.map(({ firmId }) => firmId), withdrawn, revision],
    );
  }
}

function rowOf(match: LineMatch): object {
  const { bytes, hash, version } = storeFindings(match);
  return {
    id: newId(),
    firm_id: match.firmId,
    facts_revision: match.factsRevision,
    eligibility: match.eligibility,
    relevance: match.relevance,
    confirmed: match.confirmed,
    potential: match.potential,
    coverage: match.coverage,
    evidence: match.evidence,
    site_ids: match.siteIds,
    rests_on: restingOn(match),
    findings: bytes.toString('base64'),
    findings_hash: hash.toString('base64'),
    findings_version: version,
  };
}

/** Everything of the firm that some verdict names. */
function restingOn({ firmId, siteIds, verdicts }: LineMatch): string[] {
  const ids = new Set([firmId, ...siteIds]);
  for (const { refs } of verdicts) {
    for (const id of [refs.capabilityId, refs.siteId, ...refs.certificateIds]) if (id !== null) ids.add(id);
  }
  return [...ids];
}

/** Whether the row says what it said before, of a line that asks for the same. */
const SAME = 'match.findings_hash = excluded.findings_hash AND match.revision = excluded.revision';
const unlessSame = (column: string, otherwise: string) =>
  `${column} = CASE WHEN ${SAME} THEN match.${column} ELSE ${otherwise} END`;
/** Since a decision no longer holds; what nobody had decided on goes on waiting. */
const WAITING_SINCE = `CASE match.review_state WHEN 'PENDING' THEN match.review_state_since ELSE clock_timestamp() END`;

/** A firm that has changed since it was judged makes its match outdated from the start. */
const UPSERT = `
  INSERT INTO match (id, run_id, line_id, request_id, buyer_organisation_id, revision, processes, firm_id, firm_organisation_id,
    facts_revision, rank, eligibility, relevance, confirmed, potential, coverage, evidence, site_ids, rests_on, findings,
    findings_hash, findings_version, outdated_at, teaser)
  SELECT row.id, $2, $3, $4, $5, $6, $7, row.firm_id, row.firm_organisation_id, row.facts_revision, row.rank, row.eligibility,
    row.relevance, row.confirmed, row.potential, row.coverage, row.evidence, row.site_ids, row.rests_on,
    decode(row.findings, 'base64'), decode(row.findings_hash, 'base64'), row.findings_version,
    CASE WHEN row.is_behind THEN clock_timestamp() END, $8::jsonb
  FROM jsonb_to_recordset($1) AS row(id uuid, rank integer, firm_id uuid, firm_organisation_id uuid, is_behind boolean, facts_revision integer, eligibility text,
    relevance smallint, confirmed float8, potential float8, coverage float8, evidence text, site_ids uuid[], rests_on uuid[],
    findings text, findings_hash text, findings_version smallint)
  ON CONFLICT (line_id, firm_id) DO UPDATE SET
    rank = excluded.rank, facts_revision = excluded.facts_revision, revision = excluded.revision,
    firm_organisation_id = excluded.firm_organisation_id, processes = excluded.processes, teaser = excluded.teaser, eligibility = excluded.eligibility,
    relevance = excluded.relevance, confirmed = excluded.confirmed, potential = excluded.potential, coverage = excluded.coverage,
    evidence = excluded.evidence, site_ids = excluded.site_ids, rests_on = excluded.rests_on,
    findings = excluded.findings, findings_hash = excluded.findings_hash, findings_version = excluded.findings_version,
    left_at = NULL, left_because = NULL, outdated_at = excluded.outdated_at,
    ${unlessSame('run_id', 'excluded.run_id')}, ${unlessSame('changed_at', 'excluded.changed_at')},
    ${unlessSame('review_round', `match.review_round + (match.review_state <> 'PENDING')::integer`)},
    ${unlessSame('review_state_since', WAITING_SINCE)}, ${unlessSame('review_state', `'PENDING'`)}, ${unlessSame('released_at', 'NULL')}
  WHERE NOT (${SAME} AND match.rank = excluded.rank AND match.facts_revision = excluded.facts_revision
    AND match.teaser IS NOT DISTINCT FROM excluded.teaser AND match.left_at IS NULL AND match.outdated_at IS NOT DISTINCT FROM excluded.outdated_at)
`;
