import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Problems, type Refusal } from '../platform/graphql/problems.js';
import type { Language, Message } from '../platform/i18n/message.js';
import type { SignUpInput } from './identity.inputs.js';
import { IDENTITY } from './identity.errors.js';
import { type NewOrganisation, type NewPerson, PeopleService } from './people.service.js';
import { PrivacyDeclarationsService } from './personal-data/privacy-declarations.service.js';
import { type SignedIn, SessionsService } from './sessions.service.js';
import { checkPassword, readCountry, readOrganisationName, readPersonName, readTaxCode } from './sign-up-rules.js';
import { headOfficeOf } from './vietnamese-tax-code.js';

/** How suppliers and buyers come in. Officials do not: an operator lets them in. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly audit: Audit,
    private readonly declarations: PrivacyDeclarationsService,
  ) {}

  /** Creates the organisation with its first person as owner, and signs that person in. */
  async signUp(
    kind: 'SUPPLIER' | 'BUYER',
    input: SignUpInput,
    { client, language }: Pick<OperationContext, 'client' | 'language'>,
  ): Promise<SignedIn | Refusal> {
    return this.unitOfWork.actAs(system('identity.sign-up'), async () => {
      const problems = new Problems();
      const organisation = await this.readOrganisation(kind, input, problems);
      const declared = this.declarations.read(input.privacy, ['input', 'privacy'], problems);
      const person = await this.readPerson(input, language, organisation?.name ?? null, problems);
      if (problems.any || !organisation || !person) return problems.refusal();
      const { id } = await this.people.createOrganisation(organisation);
      const { id: personId } = await this.people.join(id, 'OWNER', person);
      await this.audit.record('organisation.sign-up', 'organisation', id, { kind }, { organisationId: id, personId });
      const signedIn = await this.sessions.open({ personId, organisationId: id }, client);
      await this.declarations.record(personId, declared, language, 'SIGN_UP');
      return signedIn;
    });
  }

  private async readOrganisation(
    kind: 'SUPPLIER' | 'BUYER',
    input: SignUpInput,
    problems: Problems,
  ): Promise<NewOrganisation | null> {
    const path = ['input', 'taxCode'];
    const name = readOrganisationName(input.organisationName, ['input', 'organisationName'], problems);
    const countryCode = readCountry(input.countryCode, ['input', 'countryCode'], problems);
    const taxCode = readTaxCode(kind, countryCode, input.taxCode, path, problems);
    const standsInTheWay = countryCode && taxCode ? await this.whyTaken(kind, countryCode, taxCode) : null;
    const claims = kind === 'SUPPLIER' && countryCode === 'VN' && input.claimsTaxCode === true;
    if (standsInTheWay && taxCode && !claims) problems.add(standsInTheWay, path, { taxCode: headOfficeOf(taxCode) });
    return name && countryCode ? { kind, name, countryCode, taxCode: standsInTheWay ? null : taxCode } : null;
  }

  private async whyTaken(kind: 'SUPPLIER' | 'BUYER', countryCode: string, taxCode: string): Promise<Message | null> {
    if (await this.people.isTaxCodeTaken(kind, countryCode, taxCode)) return IDENTITY.TAX_CODE_TAKEN;
    const isOfAnother = countryCode === 'VN' && (await this.isBranchOfAnother(kind, taxCode));
    return isOfAnother ? IDENTITY.TAX_CODE_OF_BRANCH : null;
  }

  /** Whoever has the code of the whole firm decides who acts for a part of it. */
  private async isBranchOfAnother(kind: 'SUPPLIER' | 'BUYER', taxCode: string): Promise<boolean> {
    const headOffice = headOfficeOf(taxCode);
    return headOffice !== taxCode && this.people.isTaxCodeTaken(kind, 'VN', headOffice);
  }

  private async readPerson(
    input: SignUpInput,
    ofRequest: Language,
    organisationName: string | null,
    problems: Problems,
  ): Promise<NewPerson | null> {
    const name = readPersonName(input.personName, ['input', 'personName'], problems);
    const email = await this.people.readFreeEmail(input.email, ['input', 'email'], problems);
    const language = input.language ?? ofRequest;
    const { password } = input;
    await checkPassword(password, ['input', 'password'], problems, [email, name, organisationName]);
    return name && email ? { name, email, password, language } : null;
  }
}
