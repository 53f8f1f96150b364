import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { isId, newId } from '../platform/database/new-id.js';
import type { Stored } from '../platform/database/stored-shape.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { Clock } from '../platform/clock.js';
import { Capability } from './capability.entity.js';
import { Certificate, CertificateSite } from './certificate.entity.js';
import { ConflictsOfInterestService } from './conflicts-of-interest.service.js';
import { FirmFactsService } from './firm-facts.service.js';
import { rejectionReasonsOf } from '../taxonomy/rejection-reasons.js';
import { VERIFICATION_SEEN } from './stored-shapes.js';
import { CONFLICT, SUPPLIER, VERIFICATION } from './suppliers.errors.js';
import { checked } from './suppliers.events.js';
import { Verification, type VerificationDecision } from './verification.entity.js';
import type { CapabilityVerificationInput, CertificateVerificationInput } from './verification.inputs.js';
import { LONGEST } from './limits.js';

type Subject = Certificate | Capability;
type Outcome = Partial<Pick<Certificate, 'evidence' | 'state'>>;

interface Decision {
  decision: VerificationDecision;
  reasonCode: string | null;
  note: string | null;
  undoes?: string;
}

/**
 * What officials find out about certificates and capabilities. Each check is a record of its own; the grade on the
 * subject follows from the last one that stands. Undoing is a record too, and goes back to what was before.
 */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly facts: FirmFactsService,
    private readonly conflicts: ConflictsOfInterestService,
    private readonly events: EventBus,
  ) {}

  async verifyCertificate(id: string, input: CertificateVerificationInput): Promise<Certificate | Refusal> {
    const certificate = await this.lock(Certificate, id);
    if (!certificate) return refuse(SUPPLIER.CERTIFICATE_NOT_FOUND, ['id']);
    const problems = new Problems();
    await this.checkConflict(certificate, problems);
    if (certificate.withdrawnAt !== null) problems.add(SUPPLIER.CERTIFICATE_WITHDRAWN, ['id']);
    checkRevision(certificate, input.revision, problems);
    const note = readNote(input.note, problems);
    const reasonCode = readReason(input, note, problems);
    if (input.decision === 'ACCEPT') this.checkAcceptable(certificate, note, problems);
    else if (certificate.state === 'REJECTED') problems.add(VERIFICATION.CERTIFICATE_ALREADY_REJECTED, ['id']);
    if (problems.any) return problems.refusal();
    const outcome: Outcome =
      input.decision === 'ACCEPT' ? { evidence: 'VERIFIED', state: 'STANDING' } : { state: 'REJECTED' };
    await this.record(Certificate, certificate, { decision: input.decision, reasonCode, note }, outcome);
    return this.unitOfWork.repository(Certificate).findOneByOrFail({ id });
  }

  async verifyCapability(id: string, input: CapabilityVerificationInput): Promise<Capability | Refusal> {
    const capability = await this.lock(Capability, id);
    if (!capability) return refuse(SUPPLIER.CAPABILITY_NOT_FOUND, ['id']);
    const problems = new Problems();
    await this.checkConflict(capability, problems);
    if (capability.withdrawnAt !== null) problems.add(SUPPLIER.CAPABILITY_WITHDRAWN, ['id']);
    checkRevision(capability, input.revision, problems);
    const note = readNote(input.note, problems);
    if (capability.evidence === input.grade) problems.add(VERIFICATION.ALREADY_VERIFIED, ['id']);
    if (capability.evidenceFileId === null && note === null) problems.add(VERIFICATION.NOTE_MISSING, ['input', 'note']);
    if (problems.any) return problems.refusal();
    await this.record(
      Capability,
      capability,
      { decision: input.grade, reasonCode: null, note },
      { evidence: input.grade },
    );
    return this.unitOfWork.repository(Capability).findOneByOrFail({ id });
  }

  async undoForCertificate(id: string): Promise<Certificate | Refusal> {
    const certificate = await this.lock(Certificate, id);
    if (!certificate) return refuse(SUPPLIER.CERTIFICATE_NOT_FOUND, ['id']);
    const refusal = await this.undo(Certificate, certificate);
    return refusal ?? this.unitOfWork.repository(Certificate).findOneByOrFail({ id });
  }

  async undoForCapability(id: string): Promise<Capability | Refusal> {
    const capability = await this.lock(Capability, id);
    if (!capability) return refuse(SUPPLIER.CAPABILITY_NOT_FOUND, ['id']);
    const refusal = await this.undo(Capability, capability);
    return refusal ?? this.unitOfWork.repository(Capability).findOneByOrFail({ id });
  }

  /** Whoever has declared a conflict of interest with a firm finds nothing out about it. */
  private async checkConflict({ firmId }: Subject, problems: Problems): Promise<void> {
    if ((await this.conflicts.standing()).has(firmId)) problems.add(CONFLICT.CONFLICT_OF_INTEREST, ['id']);
  }

  private checkAcceptable(certificate: Certificate, note: string | null, problems: Problems): void {
    const { validTo, evidence, state, evidenceFileId } = certificate;
    if (validTo !== null && validTo < this.clock.today())
      problems.add(SUPPLIER.CERTIFICATE_EXPIRED, ['id'], { validTo });
    if (evidence === 'VERIFIED' && state === 'STANDING') problems.add(VERIFICATION.ALREADY_VERIFIED, ['id']);
    if (evidenceFileId === null && note === null) problems.add(VERIFICATION.NOTE_MISSING, ['input', 'note']);
  }

  /** The last check that stands, of this very revision: what the owner changed since cannot be brought back by us. */
  private async undo<T extends Subject>(entity: new () => T, subject: T): Promise<Refusal | null> {
    const problems = new Problems();
    await this.checkConflict(subject, problems);
    if (problems.any) return problems.refusal();
    const column = subject instanceof Certificate ? 'certificate_id' : 'capability_id';
    const [last] = await this.unitOfWork.query<{ id: string; seen: Stored }>(
      `SELECT done.id, done.seen FROM verification done
       WHERE done.${column} = $1 AND done.decision <> 'UNDO'
         AND NOT EXISTS (SELECT FROM verification undone WHERE undone.undoes = done.id)
       ORDER BY done.id DESC LIMIT 1`,
      [subject.id],
    );
    const seen = last && VERIFICATION_SEEN.read(last.seen);
    if (!seen || seen.revision !== subject.revision) return refuse(VERIFICATION.NOTHING_TO_UNDO, ['id']);
    const { evidence, state } = seen;
    const undo: Decision = { decision: 'UNDO', reasonCode: null, note: null, undoes: last.id };
    await this.record(entity, subject, undo, { evidence, ...(state && { state }) });
    return null;
  }

  private async record<T extends Subject>(
    entity: new () => T,
    subject: T,
    decision: Decision,
    outcome: Outcome,
  ): Promise<void> {
    const isCertificate = subject instanceof Certificate;
    const { id, firmId, organisationId } = subject;
    const verificationId = newId();
    await this.unitOfWork.repository(Verification).insert({
      id: verificationId,
      firmId,
      organisationId,
      certificateId: isCertificate ? id : null,
      capabilityId: isCertificate ? null : id,
      ...decision,
      seen: (isCertificate ? { ...subject, siteIds: await this.siteIdsOf(id) } : { ...subject }) as never,
    });
    await this.unitOfWork.repository(entity).update(id, outcome as never);
    const type = isCertificate ? 'certificate' : 'capability';
    const { decision: decided, reasonCode } = decision;
    await this.audit.record(`${type}.verify`, type, id, { firmId, decision: decided, reasonCode });
    await this.facts.changed(firmId);
    await this.events.append(checked(subject, outcome, decided, verificationId));
  }

  private async siteIdsOf(certificateId: string): Promise<string[]> {
    const rows = await this.unitOfWork.repository(CertificateSite).findBy({ certificateId });
    return rows.map(({ siteId }) => siteId);
  }

  private async lock<T extends Subject>(entity: new () => T, id: string): Promise<T | null> {
    if (!isId(id)) return null;
    return this.unitOfWork.repository(entity).findOne({ where: { id } as never, lock: { mode: 'pessimistic_write' } });
  }
}

function checkRevision(subject: Subject, seen: number | null | undefined, problems: Problems): void {
  const { revision } = subject;
  if (typeof seen === 'number' && seen !== revision) {
    problems.add(VERIFICATION.VERIFICATION_OUTDATED, ['input', 'revision'], { revision });
  }
}

const readNote = (note: string | null | undefined, problems: Problems): string | null =>
  cleanText(note, ['input', 'note'], problems, { max: LONGEST.note, multiline: true });

function readReason(input: CertificateVerificationInput, note: string | null, problems: Problems): string | null {
  const path = ['input', 'reasonCode'];
  const word = input.reasonCode?.trim().toUpperCase() || null;
  if (input.decision === 'ACCEPT') {
    if (word !== null) problems.add(VERIFICATION.REASON_WITHOUT_REJECTION, path);
    return null;
  }
  if (word === null) {
    problems.add(VERIFICATION.REASON_MISSING, path);
    return null;
  }
  const reasons = rejectionReasonsOf('CERTIFICATE');
  const reason = reasons.find(({ code }) => code === word);
  if (!reason) {
    const codes = reasons.map(({ code }) => code);
    problems.add(VERIFICATION.REASON_UNKNOWN, path, { word: word.slice(0, 40) }, codes);
  } else if (reason.needsNote && note === null) problems.add(VERIFICATION.NOTE_MISSING, ['input', 'note']);
  return word;
}
