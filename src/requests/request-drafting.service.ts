import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { changedFields } from '../platform/events/changed-fields.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { taxonomyForOneInput } from '../taxonomy/one-input.js';
import { PLACE_READER } from '../taxonomy/place-reader.token.js';
import type { PlaceReader } from '../taxonomy/places.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { ComponentRequest } from './component-request.entity.js';
import { missingToPublish } from './publish-readiness.js';
import { readRequest } from './reading/read-request.js';
import type { Reading } from '../criteria/reading.js';
import { RequestLine } from './request-line.entity.js';
import { changeLines, type LineChanges } from './request-lines.js';
import { RequestLinesService } from './request-lines.service.js';
import { RequestRevisionsService } from './request-revisions.service.js';
import { obstacle } from './request-status.js';
import { REQUEST } from './requests.errors.js';
import { linesChanged, REQUEST_CREATED, requestChanged, requestEvent } from './requests.events.js';
import type { ComponentRequestInput } from './requests.inputs.js';
import { RequestsService } from './requests.service.js';

/** Writing a request: a draft changes in place, a published request in a new revision. */
@Injectable()
export class RequestDraftingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestsService,
    private readonly lines: RequestLinesService,
    private readonly revisions: RequestRevisionsService,
    private readonly events: EventBus,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
    @Inject(PLACE_READER) private readonly places: PlaceReader,
  ) {}

  /** A new draft of the buyer's organisation. */
  async create(
    actor: PersonActor,
    input: ComponentRequestInput,
    language: Language,
  ): Promise<ComponentRequest | Refusal> {
    const problems = new Problems();
    const content = await readRequest(input, this.reading(problems, problems, language));
    const now = this.clock.now();
    const request: ComponentRequest = {
      id: newId(),
      organisationId: actor.organisationId,
      status: 'DRAFT',
      revision: 0,
      version: 1,
      title: content.title,
      description: content.description,
      excludedTaxCodes: content.excludedTaxCodes,
      dueOn: null,
      createdAt: now,
      updatedAt: now,
      publishedAt: null,
      closedAt: null,
      withdrawnAt: null,
    };
    const changes = changeLines(request, [], content.lines, problems, newId);
    if (problems.any) return problems.refusal();
    request.dueOn = dueOn(changes.lines);
    await this.unitOfWork.repository(ComponentRequest).insert(request);
    await this.write(request, changes);
    await this.audit.record('request.create', 'request', request.id, { lines: changes.lines.length });
    await this.events.append(requestEvent(REQUEST_CREATED, request, null), ...linesChanged(request, [], changes));
    return request;
  }

  /**
   * Changes what the input gives and leaves the rest; lines, when given, are given all. What changes nothing makes no
   * revision. `expectedRevision`: the `version` the caller has read, to refuse where somebody else was faster.
   */
  async update(
    actor: PersonActor,
    id: string,
    input: ComponentRequestInput,
    expectedRevision: number | null,
    language: Language,
  ): Promise<ComponentRequest | Refusal> {
    const request = await this.requests.findToChange(actor, id);
    if (request instanceof Refusal) return request;
    const message = obstacle(request.status, 'UPDATE');
    if (message) return refuse(message, ['id']);
    if (expectedRevision !== null && expectedRevision !== request.version) {
      return refuse(REQUEST.REQUEST_STALE, ['expectedRevision'], { version: request.version });
    }
    const problems = new Problems();
    const overtaken = new Problems();
    const content = await readRequest(input, this.reading(problems, overtaken, language));
    const [current = []] = await this.lines.linesOf([request.id]);
    const changes = input.lines
      ? changeLines(request, current, content.lines, problems, newId)
      : { lines: current, written: [], askingAnew: [], removed: [], changedAt: new Set<number>() };
    problems.addFrom(overtaken, ([, list, index]) => list === 'lines' && changes.changedAt.has(Number(index)));
    const frame = {
      title: input.title === undefined ? request.title : content.title,
      description: input.description === undefined ? request.description : content.description,
      excludedTaxCodes: input.excludedTaxCodes === undefined ? request.excludedTaxCodes : content.excludedTaxCodes,
    };
    const isPublished = request.status === 'PUBLISHED';
    if (isPublished && !problems.any) {
      missingToPublish({ ...frame, lines: changes.lines }, problems, ['input']);
    }
    if (problems.any) return problems.refusal();
    if (!isChanged(request, frame, changes)) return request;
    return this.change(request, frame, current, changes);
  }

  private reading(problems: Problems, overtaken: Problems, language: Language): Reading {
    const taxonomy = taxonomyForOneInput(this.taxonomy);
    return { taxonomy, places: this.places, problems, overtaken, language, today: this.clock.today() };
  }

  private async change(
    request: ComponentRequest,
    frame: Pick<ComponentRequest, 'title' | 'description' | 'excludedTaxCodes'>,
    current: readonly RequestLine[],
    changes: LineChanges,
  ): Promise<ComponentRequest> {
    const before = { revision: request.revision, lines: current.map((line) => ({ ...line })) };
    const fields = changedFields(request, frame);
    const now = this.clock.now();
    const isPublished = request.status === 'PUBLISHED';
    const excludesOthers = fields.includes('excludedTaxCodes');
    // Leaving out other firms asks for something else on every line.
    const all = excludesOthers ? { ...changes, written: changes.lines, askingAnew: changes.lines } : changes;
    Object.assign(request, frame, { version: request.version + 1, updatedAt: now, dueOn: dueOn(all.lines) });
    if (isPublished) {
      request.revision += 1;
      for (const line of all.askingAnew) line.revision = request.revision;
    }
    await this.unitOfWork.repository(ComponentRequest).save(request);
    await this.write(request, all);
    await this.audit.record('request.update', 'request', request.id, {
      version: request.version,
      revision: request.revision,
    });
    if (isPublished) await this.revisions.append(request, all.lines, now);
    await this.events.append(
      requestChanged(request, before.revision, fields),
      ...linesChanged(request, before.lines, all),
    );
    return request;
  }

  /** The lines of a draft that are no longer wanted leave nothing behind; what was once published stays. */
  private async write(request: ComponentRequest, { written, removed }: LineChanges): Promise<void> {
    const lines = this.unitOfWork.repository(RequestLine);
    if (written.length > 0) await lines.upsert(written as never, ['id']);
    if (removed.length === 0) return;
    const isRemoved = { id: In(removed.map(({ id }) => id)) };
    if (request.revision === 0) await lines.delete(isRemoved);
    else await lines.update(isRemoved, { removedAt: this.clock.now() });
  }
}

function dueOn(lines: readonly RequestLine[]): string | null {
  const days = lines.flatMap(({ requirements: { deliveryWindow } }) => (deliveryWindow ? [deliveryWindow.to] : []));
  return days.sort()[0] ?? null;
}

function isChanged(
  request: ComponentRequest,
  frame: Pick<ComponentRequest, 'title' | 'description' | 'excludedTaxCodes'>,
  { written, removed }: LineChanges,
): boolean {
  const { title, description, excludedTaxCodes } = request;
  return (
    written.length > 0 || removed.length > 0 || !isDeepStrictEqual({ title, description, excludedTaxCodes }, frame)
  );
}
