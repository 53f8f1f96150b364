import { Args, Context, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../platform/graphql/connection.js';
import { EXPECTED_REVISION } from '../platform/graphql/expected-revision.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { Certificate } from './certificate.entity.js';
import { CertificateChangesInput, CertificateInput } from './certificate.inputs.js';
import {
  CertificateAddPayload,
  CertificateCheckConnection,
  CertificateCheckCountsModel,
  CertificateCheckFilterInput,
  type CertificateModel,
  CertificateRestorePayload,
  CertificateUpdatePayload,
  CertificateWithdrawPayload,
} from './certificate.model.js';
import { type CertificateCheckOrder, CertificateCheckOrderEnum } from './certificate-check-order.js';
import { CertificateQueueService } from './certificate-queue.service.js';
import { CertificatesService } from './certificates.service.js';
import { RejectionReasonModel } from '../taxonomy/rejection-reason.model.js';
import { rejectionReasonsOf } from '../taxonomy/rejection-reasons.js';
import { CertificateVerificationUndoPayload, CertificateVerifyPayload } from './verification.model.js';
import { CertificateVerificationInput } from './verification.inputs.js';
import { VerificationsService } from './verifications.service.js';
import { EXPIRING_DAYS, MOST_CERTIFICATES } from './limits.js';

const ID_ARGUMENT = {
  type: () => ID,
  description: 'One of the caller’s own firm, or for an official of any; another’s is not found.',
};

@Resolver(() => CertificateCheckConnection)
export class CertificatesResolver {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly queue: CertificateQueueService,
    private readonly verifications: VerificationsService,
  ) {}

  @Query(() => CertificateCheckConnection, {
    description: `The official’s queue: certificates not looked at yet, and those that run out within ${EXPIRING_DAYS} days.`,
  })
  certificatesToCheck(
    @Args() page: PageArgs,
    @Args('filter', { type: () => CertificateCheckFilterInput, nullable: true, description: 'Which of them.' })
    filter: CertificateCheckFilterInput | null | undefined,
    @Args('orderBy', {
      type: () => CertificateCheckOrderEnum,
      defaultValue: 'OLDEST',
      description: 'What comes first. A cursor belongs to one order.',
    })
    orderBy: CertificateCheckOrder,
  ) {
    return this.queue.list(filter ?? {}, orderBy, page);
  }

  @ResolveField(() => CertificateCheckCountsModel, { description: 'How many wait in all.' })
  counts() {
    return this.queue.counts();
  }

  @Query(() => [RejectionReasonModel], { description: 'Why an official may reject a certificate.' })
  certificateRejectionReasons() {
    return rejectionReasonsOf('CERTIFICATE');
  }

  @Mutation(() => CertificateAddPayload, {
    description: `Adds a certificate that has not run out; at most ${MOST_CERTIFICATES} for a firm.`,
  })
  async certificateAdd(
    @Context() context: OperationContext,
    @Args('firmId', { type: () => ID, description: 'The one of the caller’s organisation.' }) firmId: string,
    @Args('input', { description: 'What is printed on it.' }) input: CertificateInput,
  ): Promise<CertificateAddPayload | Refusal> {
    return payload(await this.certificates.add(context, firmId, input));
  }

  @Mutation(() => CertificateUpdatePayload, {
    description: 'Changes a certificate. What an official had found of it counts no more; it is to be checked anew.',
  })
  async certificateUpdate(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What changes.' }) input: CertificateChangesInput,
    @Args('expectedRevision', EXPECTED_REVISION) expected: number | null | undefined,
  ): Promise<CertificateUpdatePayload | Refusal> {
    return payload(await this.certificates.update(context, id, input, expected));
  }

  @Mutation(() => CertificateWithdrawPayload, {
    description: 'Takes a certificate out of search and matching. `certificateRestore` undoes it.',
  })
  async certificateWithdraw(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<CertificateWithdrawPayload | Refusal> {
    return payload(await this.certificates.withdraw(context, id));
  }

  @Mutation(() => CertificateRestorePayload, { description: 'Brings a withdrawn certificate back as it was.' })
  async certificateRestore(
    @Context() context: OperationContext,
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<CertificateRestorePayload | Refusal> {
    return payload(await this.certificates.restore(context, id));
  }

  @Mutation(() => CertificateVerifyPayload, { description: 'Records what an official found of a certificate.' })
  async certificateVerify(
    @Args('id', ID_ARGUMENT) id: string,
    @Args('input', { description: 'What was found.' }) input: CertificateVerificationInput,
  ): Promise<CertificateVerifyPayload | Refusal> {
    return payload(await this.verifications.verifyCertificate(id, input));
  }

  @Mutation(() => CertificateVerificationUndoPayload, {
    description: 'Takes back the last check of a certificate that its owner has not changed since.',
  })
  async certificateVerificationUndo(
    @Args('id', ID_ARGUMENT) id: string,
  ): Promise<CertificateVerificationUndoPayload | Refusal> {
    return payload(await this.verifications.undoForCertificate(id));
  }
}

const payload = (result: Certificate | Refusal) =>
  result instanceof Refusal ? result : { certificate: result as unknown as CertificateModel };
