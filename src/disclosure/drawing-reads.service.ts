import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { OrganisationsService } from '../identity/organisations.service.js';
import { Clock } from '../platform/clock.js';
import { isPerson, system } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import type { CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { type ListOfEach, pageOfEach } from '../platform/graphql/list-of-each.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { FILE_HANDED_OUT } from '../platform/storage/storage.events.js';
import { Drawing } from './drawing.entity.js';
import { DrawingRead } from './drawing-read.entity.js';

const READS: ListOfEach<DrawingRead> = {
  entity: DrawingRead,
  parent: 'drawingId',
  key: 'id',
  keyIs: 'ID',
  order: 'DESC',
};

/** Who has been handed a drawing, for its buyer. Written with the entry in the reader’s own trail, before the first byte leaves. */
@Injectable()
export class DrawingReadsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
    events: EventBus,
  ) {
    events.on(FILE_HANDED_OUT, async (handedOut) => {
      await this.record(handedOut.map(({ subjectId }) => subjectId));
    });
  }

  /** The latest first. */
  page(loaders: Loaders, drawingId: string, args: PageArgs): Promise<CountedConnection<DrawingRead>> {
    return pageOfEach(this.unitOfWork, loaders, READS, drawingId, args);
  }

  private async record(fileIds: string[]): Promise<void> {
    const { actor } = this.unitOfWork;
    if (!isPerson(actor)) return;
    // One file may be with several lines: those that the reader sees it with are read.
    const drawings = await this.unitOfWork.repository(Drawing).findBy({ fileId: In(fileIds), removedAt: IsNull() });
    if (drawings.length === 0) return;
    const { organisationId: readerOrganisationId, personId: readBy } = actor;
    await this.unitOfWork.actAs(system('disclosure.record-reading'), async () => {
      const { name: readerName } = await this.organisations.get(readerOrganisationId);
      const reading = { readerOrganisationId, readerName, readBy, readAt: this.clock.now() };
      await this.unitOfWork
        .repository(DrawingRead)
        .insert(drawings.map(({ id, organisationId }) => ({ id: newId(), drawingId: id, organisationId, ...reading })));
    });
  }
}
