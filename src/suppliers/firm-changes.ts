import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { Actor } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { NewEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { Firm } from './firm.entity.js';
import { FirmFactsService } from './firm-facts.service.js';
import { FirmAreas } from './firm-areas.service.js';
import { SUPPLIER } from './suppliers.errors.js';
import * as happened from './suppliers.events.js';

/** After these, the firm may lie elsewhere. */
const MAY_MOVE = [
  happened.FIRM_CHANGED,
  happened.SITE_ADDED,
  happened.SITE_CHANGED,
  happened.SITE_WITHDRAWN,
  happened.SITE_RESTORED,
] as const;

/** What all changes of a firm have in common, however small the part that changes. */
@Injectable()
export class FirmChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly facts: FirmFactsService,
    private readonly events: EventBus,
    private readonly areas: FirmAreas,
  ) {}

  /** The firm, for its own people to change, withdrawn or not; it stays locked, so changes of one firm come in turn. */
  async ownFirm(actor: Actor, id: string, path: string[]): Promise<Firm | Refusal> {
    const firm =
      actor.kind === 'SUPPLIER' && isId(id)
        ? await this.unitOfWork.repository(Firm).findOne({
            where: { id, organisationId: actor.organisationId },
            lock: { mode: 'pessimistic_write' },
          })
        : null;
    return firm ?? refuse(SUPPLIER.FIRM_NOT_FOUND, path);
  }

  /** As `ownFirm`, and it has not been withdrawn. */
  async standingFirm(actor: Actor, id: string, path: string[]): Promise<Firm | Refusal> {
    const firm = await this.ownFirm(actor, id, path);
    return firm instanceof Firm && firm.withdrawnAt !== null ? refuse(SUPPLIER.FIRM_WITHDRAWN, path) : firm;
  }

  /** Ends every change by the owner: the first event says what was changed, the others what else came of it. */
  async finish(action: string, events: [NewEvent, ...NewEvent[]], data: object = {}): Promise<void> {
    const [{ firmId, subjectType, subjectId }] = events;
    await this.facts.changed(firmId!);
    await this.audit.record(action, subjectType, subjectId, { firmId, ...data });
    await this.events.append(...events, ...(await this.moves(events)));
  }

  /** Nobody has seen a firm that is new anywhere else. */
  private async moves(events: readonly NewEvent[]): Promise<NewEvent[]> {
    const { firmId, type } = events[0]!;
    const isNew = type === happened.FIRM_CREATED.type;
    if (!isNew && !events.some((event) => MAY_MOVE.some((one) => one.type === event.type))) return [];
    const moved = await this.areas.settle(firmId!);
    if (isNew || moved === null) return [];
    const { organisationId, before, after } = moved;
    return [happened.firmEvent(happened.FIRM_MOVED, { id: firmId!, organisationId }, { area: { before, after } })];
  }
}
