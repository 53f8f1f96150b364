import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import { EXPECTED_REVISION } from '../platform/graphql/expected-revision.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import { CapabilitiesService } from './capabilities.service.js';
import type { Capability } from './capability.entity.js';
import { CapabilityChangesInput, CapabilityInput } from './capability.inputs.js';
import {
  CapabilityAddPayload,
  type CapabilityModel,
  CapabilityRestorePayload,
  CapabilityUpdatePayload,
  CapabilityWithdrawPayload,
} from './capability.model.js';
import { CapabilityVerificationUndoPayload, CapabilityVerifyPayload } from './verification.model.js';
import { CapabilityVerificationInput } from './verification.inputs.js';
import { VerificationsService } from './verifications.service.js';
import { MOST_CAPABILITIES } from './limits.js';

const ID_ARGUMENT = {
  type: () => ID,
  description: 'One of the caller’s own firm, or for an official of any; another’s is not found.',
};

@Resolver()
export class CapabilitiesResolver {
  constructor(
    private readonly capabilities: CapabilitiesService,
    private readonly verifications: VerificationsService,
  ) {}

  @Mutation(() => CapabilityAddPayload, {
    description: `Adds a capability at a site; at most ${MOST_CAPABILITIES} for a firm. The same process twice is two machines.`,
  })
  async capabilityAdd(
    @Context() context: OperationContext,
    @Args('siteId', { type: () => ID, description: 'Of the site where it is.' }) siteId: string,
    @Args('input', { description: 'What is done there, and within which limits.' }) input: CapabilityInput,
  ): Promise<CapabilityAddPayload | Refusal> {
    return payload(await this.capabilities.add(context, siteId, input));
  }

  @Mutation(() => CapabilityUpdatePayload, {
    description: 'Changes a capability. What an official had verified of it becomes the firm’s own word again.',
  })
  async capabilityUpdate(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What changes.' }) input: CapabilityChangesInput,
    @Args('expectedRevision', EXPECTED_REVISION) expected: number | null | undefined,
  ): Promise<CapabilityUpdatePayload | Refusal> {
    return payload(await this.capabilities.update(context, id, input, expected));
  }

  @Mutation(() => CapabilityWithdrawPayload, {
    description: 'Takes a capability out of search and matching. `capabilityRestore` undoes it.',
  })
  async capabilityWithdraw(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<CapabilityWithdrawPayload | Refusal> {
    return payload(await this.capabilities.withdraw(context, id));
  }

  @Mutation(() => CapabilityRestorePayload, { description: 'Brings a withdrawn capability back as it was.' })
  async capabilityRestore(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<CapabilityRestorePayload | Refusal> {
    return payload(await this.capabilities.restore(context, id));
  }

  @Mutation(() => CapabilityVerifyPayload, { description: 'Records that an official made sure of a capability.' })
  async capabilityVerify(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What was found.' }) input: CapabilityVerificationInput,
  ): Promise<CapabilityVerifyPayload | Refusal> {
    return payload(await this.verifications.verifyCapability(id, input));
  }

  @Mutation(() => CapabilityVerificationUndoPayload, {
    description: 'Takes back the last check of a capability that its owner has not changed since.',
  })
  async capabilityVerificationUndo(
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<CapabilityVerificationUndoPayload | Refusal> {
    return payload(await this.verifications.undoForCapability(id));
  }
}

const payload = (result: Capability | Refusal) =>
  result instanceof Refusal ? result : { capability: result as unknown as CapabilityModel };
