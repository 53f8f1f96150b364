import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ContactsService } from '../identity/contacts/contacts.service.js';
import { IDENTITY } from '../identity/identity.errors.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import type { ComponentRequest } from '../requests/component-request.entity.js';
import { REQUEST } from '../requests/requests.errors.js';
import { REQUEST_WITHDRAWN } from '../requests/requests.events.js';
import { RequestsService } from '../requests/requests.service.js';
import { DISCLOSURE } from './disclosure.errors.js';
import { DisclosureAgreement } from './disclosure-agreement.entity.js';
import { type Chosen, USUAL } from './level.js';
import { LONGEST_AGREEMENT } from './limits.js';
import { RequestDisclosure } from './request-disclosure.entity.js';

/** What holds for a request, chosen or usual. */
export type Holding = Pick<
  RequestDisclosure,
  'requestId' | 'beforeRelease' | 'afterRelease' | 'agreementId' | 'contactIds'
>;

/** What a buyer chooses that suppliers see of a request, and what they accept before. It holds from the next reading on. */
@Injectable()
export class DisclosuresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestsService,
    private readonly contacts: ContactsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    events: EventBus,
  ) {
    events.on(REQUEST_WITHDRAWN, async (withdrawn) => {
      for (const { subjectId, organisationId } of withdrawn)
        await this.write(subjectId, organisationId!, { isOver: true });
    });
  }

  /** What suppliers see before a release, and after it. */
  async choose(actor: PersonActor, id: string, chosen: Chosen): Promise<ComponentRequest | Refusal> {
    const request = await this.standing(actor, id);
    if (request instanceof Refusal) return request;
    const { beforeRelease, afterRelease } = chosen;
    await this.write(request.id, request.organisationId, { beforeRelease, afterRelease });
    await this.audit.record('request.disclosure-set', 'request', request.id, { beforeRelease, afterRelease });
    return request;
  }

  /** Asks for an agreement, or for a new version of it, which those that accepted the last one are asked for again. */
  async askFor(actor: PersonActor, id: string, words: string): Promise<ComponentRequest | Refusal> {
    const request = await this.standing(actor, id);
    if (request instanceof Refusal) return request;
    const problems = new Problems();
    const path = ['input', 'text'];
    const text = cleanText(words, path, problems, { required: true, max: LONGEST_AGREEMENT, multiline: true });
    if (text === null) return problems.refusal();
    const agreements = this.unitOfWork.repository(DisclosureAgreement);
    const version = 1 + (await agreements.countBy({ requestId: request.id }));
    const { organisationId, personId } = actor;
    const agreement = { id: newId(), requestId: request.id, organisationId, version, text, askedBy: personId };
    await agreements.insert({ ...agreement, askedAt: this.clock.now() });
    await this.write(request.id, request.organisationId, { agreementId: agreement.id });
    await this.audit.record('request.agreement-ask', 'request', request.id, { agreementId: agreement.id, version });
    return request;
  }

  /** Asks for none any more. What was accepted stays on record. */
  async drop(actor: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    const request = await this.standing(actor, id);
    if (request instanceof Refusal) return request;
    const row = await this.unitOfWork.repository(RequestDisclosure).findOneBy({ requestId: request.id });
    if (!row?.agreementId) return refuse(DISCLOSURE.AGREEMENT_NOT_ASKED, ['id']);
    await this.write(request.id, request.organisationId, { agreementId: null });
    await this.audit.record('request.agreement-drop', 'request', request.id, { agreementId: row.agreementId });
    return request;
  }

  /** Which of the buyer’s contacts stand for a request; null: all that are shown at release. */
  async nameContacts(
    actor: PersonActor,
    id: string,
    chosen: readonly string[] | null,
  ): Promise<ComponentRequest | Refusal> {
    const request = await this.standing(actor, id);
    if (request instanceof Refusal) return request;
    const contactIds = chosen && [...new Set(chosen.map((one) => one.toLowerCase()))];
    const own = await this.contacts.ownIds(actor, contactIds ?? []);
    const problems = new Problems();
    for (const [at, one] of (chosen ?? []).entries())
      if (!own.has(one.toLowerCase())) problems.add(IDENTITY.CONTACT_NOT_FOUND, ['contactIds', at]);
    if (problems.any) return problems.refusal();
    await this.write(request.id, request.organisationId, { contactIds });
    await this.audit.record('request.contacts-set', 'request', request.id, { contactIds });
    return request;
  }

  /** What holds for a request, chosen or usual. */
  of(loaders: Loaders, requestId: string): Promise<Holding> {
    return loaders
      .get<string, Holding>('disclosure.byRequest', async (ids) => {
        const rows = await this.unitOfWork.repository(RequestDisclosure).findBy({ requestId: In([...ids]) });
        const byId = new Map(rows.map((row) => [row.requestId, row]));
        return ids.map((id) => byId.get(id) ?? { requestId: id, ...USUAL, agreementId: null, contactIds: null });
      })
      .load(requestId);
  }

  agreement(loaders: Loaders, id: string | null): Promise<DisclosureAgreement | null> {
    return id === null ? Promise.resolve(null) : oneById(this.unitOfWork, loaders, DisclosureAgreement, id);
  }

  private async standing(actor: PersonActor, id: string): Promise<ComponentRequest | Refusal> {
    const request = await this.requests.findToChange(actor, id);
    if (request instanceof Refusal) return request;
    return request.status === 'WITHDRAWN' ? refuse(REQUEST.REQUEST_WITHDRAWN, ['id']) : request;
  }

  /** Of a request that is locked, or being changed. */
  private async write(requestId: string, organisationId: string, changes: Partial<RequestDisclosure>): Promise<void> {
    const rows = this.unitOfWork.repository(RequestDisclosure);
    const changedAt = this.clock.now();
    if (await rows.existsBy({ requestId })) await rows.update({ requestId }, { ...changes, changedAt });
    else {
      const usual = { ...USUAL, agreementId: null, contactIds: null, isOver: false };
      await rows.insert({ requestId, organisationId, ...usual, ...changes, changedAt });
    }
  }
}
