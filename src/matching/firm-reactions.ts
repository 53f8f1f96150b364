import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Criterion } from '../criteria/criterion.js';
import { CRITERIA } from '../criteria/registry.js';
import type { DomainEvent } from '../platform/events/event.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Outbox } from '../platform/jobs/outbox.js';
import * as suppliers from '../suppliers/suppliers.events.js';
import { FIRM_AGAIN } from './matching.jobs.js';
import { OutdatedMatches } from './outdated-matches.js';

/** After these, what was found of the thing itself may no longer hold. */
const TAKES_AWAY = [
  suppliers.FIRM_CHANGED,
  suppliers.FIRM_WITHDRAWN,
  suppliers.SITE_CHANGED,
  suppliers.SITE_WITHDRAWN,
  suppliers.CAPABILITY_CHANGED,
  suppliers.CAPABILITY_WITHDRAWN,
  suppliers.CAPABILITY_VERIFICATION_UNDONE,
  suppliers.CERTIFICATE_CHANGED,
  suppliers.CERTIFICATE_WITHDRAWN,
  suppliers.CERTIFICATE_REJECTED,
  suppliers.CERTIFICATE_VERIFICATION_UNDONE,
] as const;

/** After these, more may be found than before; what was found still holds. */
const ADDS = [
  suppliers.FIRM_RESTORED,
  suppliers.SITE_ADDED,
  suppliers.SITE_RESTORED,
  suppliers.CAPABILITY_ADDED,
  suppliers.CAPABILITY_RESTORED,
  suppliers.CAPABILITY_VERIFIED,
  suppliers.CAPABILITY_VISITED,
  suppliers.CERTIFICATE_ADDED,
  suppliers.CERTIFICATE_RESTORED,
  suppliers.CERTIFICATE_VERIFIED,
] as const;

/** Nobody has judged a firm that is new. */
const BEGINS = [suppliers.FIRM_CREATED, suppliers.FIRM_IMPORTED] as const;

/** Of the firm itself, what a line may ask for. */
const ASKED_OF_FIRM = new Set<string | undefined>(CRITERIA.map(({ ofFirm }: Criterion) => ofFirm));

/**
 * What follows here from a change of a firm. Written with the change: which of its matches no longer rest on what stands. After
 * it, by a job: the lines where it is a match are matched again.
 */
@Injectable()
export class FirmReactions {
  constructor(
    events: EventBus,
    private readonly outdated: OutdatedMatches,
    private readonly outbox: Outbox,
  ) {
    events.on<(typeof TAKES_AWAY | typeof ADDS | typeof BEGINS)[number]>(
      [...TAKES_AWAY, ...ADDS, ...BEGINS],
      async (happened) => {
        for (const [firmId, ofFirm] of byFirm(happened)) await this.react(firmId, ofFirm);
      },
    );
  }

  private async react(firmId: string, events: readonly DomainEvent[]): Promise<void> {
    if (events.some(({ type }) => BEGINS.some((definition) => definition.type === type))) return;
    const changedIds = events.filter(takesAway).map(({ subjectId }) => subjectId);
    if (changedIds.length > 0) await this.outdated.mark(firmId, changedIds, events[0]!.id);
    await this.outbox.put(FIRM_AGAIN, {
      subject: firmId,
      organisationId: events[0]!.organisationId,
      key: createHash('sha256')
        .update([firmId, ...changedIds.toSorted()].join())
        .digest('base64url'),
      payload: { firmId, changedIds },
    });
  }
}

function takesAway(event: DomainEvent): boolean {
  if (suppliers.FIRM_CHANGED.is(event)) return event.data.fields.some((field) => ASKED_OF_FIRM.has(field));
  return TAKES_AWAY.some((definition) => definition.type === event.type);
}

function byFirm(events: readonly DomainEvent[]): Map<string, DomainEvent[]> {
  const firms = new Map<string, DomainEvent[]>();
  for (const event of events) {
    if (event.firmId === null) continue;
    firms.set(event.firmId, [...(firms.get(event.firmId) ?? []), event]);
  }
  return firms;
}
