import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '../../platform/audit/audit.js';
import type { PersonActor } from '../../platform/database/actor.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { grouped } from '../../platform/graphql/grouped.js';
import type { Loaders } from '../../platform/graphql/operation-context.js';
import { Problems, Refusal, refuse } from '../../platform/graphql/problems.js';
import type { Language } from '../../platform/i18n/message.js';
import { cleanText } from '../../platform/text/clean-text.js';
import { taxonomyForOneInput } from '../../taxonomy/one-input.js';
import { readWords } from '../../taxonomy/read-terms.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { TAXONOMY } from '../../taxonomy/taxonomy.token.js';
import { IDENTITY } from '../identity.errors.js';
import { LONGEST_JOB_TITLE, LONGEST_PHONE_NUMBER, MOST_CONTACT_LANGUAGES, MOST_CONTACTS } from '../limits.js';
import { readEmail, readPersonName } from '../sign-up-rules.js';
import { Contact } from './contact.entity.js';
import type { ContactChangesInput, ContactInput } from './contacts.models.js';
import { readPhoneNumber } from './phone-number.js';

type Facts = Pick<Contact, 'name' | 'jobTitle' | 'email' | 'phone' | 'languages' | 'shown'>;

/** Whom to turn to in an organisation. Who else is told, later rooms and the rows’ policies say. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** Those of one’s own organisation, in its order. */
  list({ organisationId }: PersonActor): Promise<Contact[]> {
    return this.rows.find({ where: { organisationId }, order: { position: 'ASC' } });
  }

  async add(actor: PersonActor, input: ContactInput, language: Language): Promise<Contact | Refusal> {
    const facts = this.read(input, language, new Set());
    if (facts instanceof Refusal) return facts;
    const id = newId();
    if (!(await this.insert(id, actor.organisationId, facts)))
      return refuse(IDENTITY.TOO_MANY_CONTACTS, ['input'], { max: MOST_CONTACTS });
    await this.audit.record('contact.add', 'contact', id, { shown: facts.shown });
    return this.rows.findOneByOrFail({ id });
  }

  async update(
    { organisationId }: PersonActor,
    id: string,
    input: ContactChangesInput,
    expected: number | null | undefined,
    language: Language,
  ): Promise<Contact | Refusal> {
    const contact = isId(id) ? await this.rows.findOneBy({ id, organisationId }) : null;
    if (!contact) return refuse(IDENTITY.CONTACT_NOT_FOUND, ['id']);
    const facts = this.read(changedBy(contact, input), language, new Set(contact.languages));
    if (facts instanceof Refusal) return facts;
    const seen = expected ?? contact.revision;
    if (seen === contact.revision && saysTheSame(facts, contact)) return contact;
    const { affected } = await this.rows.update(
      { id, organisationId, revision: seen },
      { ...facts, revision: seen + 1 },
    );
    if (affected === 0)
      return refuse(IDENTITY.CONTACT_REVISION_OUTDATED, ['expectedRevision'], { revision: contact.revision });
    await this.audit.record('contact.update', 'contact', id, { shown: facts.shown });
    return this.rows.findOneByOrFail({ id });
  }

  async remove({ organisationId }: PersonActor, id: string): Promise<string | Refusal> {
    const { affected } = isId(id) ? await this.rows.delete({ id, organisationId }) : { affected: 0 };
    if (affected === 0) return refuse(IDENTITY.CONTACT_NOT_FOUND, ['id']);
    await this.audit.record('contact.remove', 'contact', id);
    return id;
  }

  /** Of the ids, those of contacts of one’s own organisation. */
  async ownIds({ organisationId }: PersonActor, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const own = await this.rows.find({ where: { organisationId, id: In(ids.filter(isId)) }, select: { id: true } });
    return new Set(own.map(({ id }) => id));
  }

  /** An organisation’s, as far as whoever acts may see them, in its order. Many organisations cost one query. */
  of(loaders: Loaders, organisationId: string): Promise<Contact[]> {
    return loaders
      .get<string, Contact[]>('contacts.byOrganisation', async (ids) => {
        const all = await this.rows.find({ where: { organisationId: In([...ids]) }, order: { position: 'ASC' } });
        return grouped(ids, all, (contact) => contact.organisationId);
      })
      .load(organisationId);
  }

  private get rows() {
    return this.unitOfWork.repository(Contact);
  }

  /** In the first place that is free. Somebody else may take it first: then in the next; false where none is left. */
  private async insert(id: string, organisationId: string, facts: Facts): Promise<boolean> {
    const { name, jobTitle, email, phone, languages, shown } = facts;
    for (;;) {
      const [free] = await this.unitOfWork.query<{ position: number }>(
        `SELECT position FROM generate_series(1, $2) AS place (position) WHERE NOT EXISTS (
           SELECT FROM contact WHERE contact.organisation_id = $1 AND contact.position = place.position)
         ORDER BY position LIMIT 1`,
        [organisationId, MOST_CONTACTS],
      );
      if (!free) return false;
      const added = await this.unitOfWork.query(
        `INSERT INTO contact (id, organisation_id, position, name, job_title, email, phone, languages, shown)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (organisation_id, position) DO NOTHING RETURNING id`,
        [id, organisationId, free.position, name, jobTitle, email, phone, languages, shown],
      );
      if (added.length > 0) return true;
    }
  }

  private read(input: ContactInput, language: Language, kept: ReadonlySet<string>): Facts | Refusal {
    const problems = new Problems();
    const name = readPersonName(input.name, ['input', 'name'], problems);
    const jobTitle = cleanText(input.jobTitle, ['input', 'jobTitle'], problems, { max: LONGEST_JOB_TITLE });
    const email = readEmail(input.email, ['input', 'email'], problems);
    const written = cleanText(input.phone, ['input', 'phone'], problems, { max: LONGEST_PHONE_NUMBER });
    const phone = written === null ? null : readPhoneNumber(written);
    if (written !== null && phone === null) problems.add(IDENTITY.PHONE_INVALID, ['input', 'phone']);
    const languages = readWords(
      taxonomyForOneInput(this.taxonomy).languages,
      input.languages ?? [],
      MOST_CONTACT_LANGUAGES,
      ['input', 'languages'],
      { problems, language, kept },
    );
    if (problems.any || name === null || email === null) return problems.refusal();
    return { name, jobTitle, email, phone, languages, shown: input.shown };
  }
}

/** What the contact is to say from now on: null clears what need not be said. */
function changedBy(before: Contact, input: ContactChangesInput): ContactInput {
  const { jobTitle = before.jobTitle, phone = before.phone, languages = before.languages } = input;
  const { name, email, shown } = input;
  return {
    name: name ?? before.name,
    email: email ?? before.email,
    shown: shown ?? before.shown,
    jobTitle,
    phone,
    languages,
  };
}

const saysTheSame = (facts: Facts, before: Contact): boolean =>
  Object.entries(facts).every(([key, value]) => isDeepStrictEqual(value, before[key as keyof Facts]));
