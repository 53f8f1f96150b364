import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { provincesCalled } from '../taxonomy/province-words.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { AUTHORITY, IDENTITY } from './identity.errors.js';
import type { Organisation } from './organisation.entity.js';
import { OrganisationsService } from './organisations.service.js';

/** What an authority is there for. */
export interface Remit {
  authority: string;
  /** Codes of provinces, in order; null: the whole country. */
  provinces: string[] | null;
  /** Codes of programmes, in order; null: every programme, and what is in none. */
  programmes: string[] | null;
}

/**
 * Says what authorities are there for. Officials see what lies in the remit of theirs from their next operation on. For the command
 * line, in a unit of work as Ketnoi itself: there is no door to it from the API. A refusal has written nothing.
 */
@Injectable()
export class RemitsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly audit: Audit,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** Of an authority that is new: the whole country and every programme, until it is said otherwise. */
  async begin(organisationId: string): Promise<void> {
    await this.unitOfWork.query('INSERT INTO remit (organisation_id) VALUES ($1)', [organisationId]);
  }

  /** Codes or names of provinces, of former ones too; null: the whole country. */
  async setTerritory(name: string, words: readonly string[] | null, language: Language): Promise<Remit | Refusal> {
    const problems = new Problems();
    const authority = await this.authority(name, problems);
    const codes = words?.flatMap((word, at) =>
      provincesCalled(this.taxonomy, word, ['provinces', at], { problems, language }),
    );
    if (codes?.length === 0 && !problems.any) problems.add(IDENTITY.TERRITORY_EMPTY, ['provinces']);
    if (!authority || problems.any) return problems.refusal();
    return this.write(authority, 'provinces', codes ? sorted(codes) : null);
  }

  /** Codes of programmes; null: all there are, and what is in none. */
  async setProgrammes(name: string, codes: readonly string[] | null): Promise<Remit | Refusal> {
    const problems = new Problems();
    const authority = await this.authority(name, problems);
    const known = await this.unitOfWork.query<{ code: string }>('SELECT code FROM programme');
    codes?.forEach((code, at) => {
      if (known.some((one) => one.code === code)) return;
      problems.add(IDENTITY.PROGRAMME_UNKNOWN, ['programmes', at], { code }, known.map((one) => one.code).sort());
    });
    if (codes?.length === 0) problems.add(IDENTITY.PROGRAMMES_EMPTY, ['programmes']);
    if (!authority || problems.any) return problems.refusal();
    return this.write(authority, 'programmes', codes ? sorted(codes) : null);
  }

  /** By the names of the authorities. */
  list(): Promise<Remit[]> {
    return this.unitOfWork.query<Remit>(`${REMITS} ORDER BY organisation.name`);
  }

  private async write(
    { id }: Organisation,
    column: 'provinces' | 'programmes',
    codes: string[] | null,
  ): Promise<Remit> {
    await this.unitOfWork.query(
      `UPDATE remit SET ${column} = $2, changed_at = clock_timestamp() WHERE organisation_id = $1`,
      [id, codes],
    );
    await this.audit.record('remit.set', 'organisation', id, { [column]: codes }, { organisationId: id });
    const [remit] = await this.unitOfWork.query<Remit>(`${REMITS} WHERE organisation.id = $1`, [id]);
    return remit!;
  }

  private async authority(name: string, problems: Problems): Promise<Organisation | null> {
    const authority = await this.organisations.authorityMeant(name, problems);
    if (!authority && !problems.any) problems.add(AUTHORITY.AUTHORITY_NOT_FOUND, ['authority']);
    return authority;
  }
}

const REMITS = `SELECT organisation.name AS authority, provinces, programmes
  FROM remit JOIN organisation ON organisation.id = remit.organisation_id`;

const sorted = (codes: readonly string[]): string[] => [...new Set(codes)].sort();
