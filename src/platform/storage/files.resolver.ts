import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Spends } from '../budgets/budget.guard.js';
import { isPerson, type PersonActor } from '../database/actor.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { Refusal } from '../graphql/problems.js';
import { ApiError } from '../graphql/api-error.js';
import { WHAT_TO_PROVE } from '../graphql/access.js';
import { FileLinks } from './file-links.js';
import { lacksProof, LINK_MINUTES, MOST_BYTES, MOST_FILES, SLOT_MINUTES } from './file-purposes.js';
import { FileSlots } from './file-slots.service.js';
import { FileSlotInput } from './file-slot.inputs.js';
import type { StoredFile } from './stored-file.entity.js';
import { FileDeletePayload, FileSlotCreatePayload, StoredFileModel } from './stored-file.model.js';
import { StoredFiles } from './stored-files.js';

@Resolver(() => StoredFileModel)
export class FilesResolver {
  constructor(
    private readonly slots: FileSlots,
    private readonly files: StoredFiles,
    private readonly links: FileLinks,
  ) {}

  @Mutation(() => FileSlotCreatePayload, {
    description: `Announces a file and reserves its place for ${SLOT_MINUTES} minutes. An organisation has at most ${MOST_FILES} files of ${MOST_BYTES / 1024 / 1024} MB in all.`,
  })
  @Spends('uploads')
  async fileSlotCreate(
    @Context() { actor }: OperationContext,
    @Args('input', { description: 'What is about to be sent.' }) input: FileSlotInput,
  ): Promise<FileSlotCreatePayload | Refusal> {
    const slot = await this.slots.create(actor as PersonActor, input);
    if (slot instanceof Refusal) return slot;
    return { slot: { id: slot.id, uploadUrl: `/files/${slot.id}`, expiresAt: slot.expiresAt } };
  }

  @Mutation(() => FileDeletePayload, {
    description: 'Deletes a file of one’s own organisation that nothing refers to.',
  })
  async fileDelete(
    @Context() { actor }: OperationContext,
    @Args('id', { type: () => ID, description: 'One of the organisation’s own; another’s is not found.' }) id: string,
  ): Promise<FileDeletePayload | Refusal> {
    const deleted = await this.files.delete(actor as PersonActor, id);
    return deleted instanceof Refusal ? deleted : { fileId: deleted };
  }

  @ResolveField(() => String, {
    nullable: true,
    description: `Where to fetch the content, as a path of this service: for whoever asked, for ${LINK_MINUTES} minutes, and without a token. Null while it is not to be had; a drawing needs a recent proof (STEP_UP_NEEDED).`,
  })
  async downloadUrl(@Parent() file: StoredFile, @Context() { actor }: OperationContext): Promise<string | null> {
    if (file.state !== 'READY' || !isPerson(actor)) return null;
    if (lacksProof(file.purpose, actor)) throw new ApiError('STEP_UP_NEEDED', WHAT_TO_PROVE.STEP_UP_NEEDED);
    return this.links.to(file.id, actor);
  }
}
