import { OfficialsService } from '../../src/identity/officials.service.js';
import { Clock } from '../../src/platform/clock.js';
import { system } from '../../src/platform/database/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';
import { TAXONOMY } from '../../src/taxonomy/taxonomy.token.js';
import { ApiClient } from '../harness/api-client.js';
import type { BenchService } from '../harness/bench-service.js';
import { enrolFactor } from '../harness/second-factor.js';
import { firmInput, isProven, type LineInput, nameOr, requestInput } from './api-input.js';
import type { LabelledCases, LabelledFirm, LabelledRequest } from './labelled-cases.js';
import { type LeftOut, sendLeavingOut } from './left-out.js';
import { fictionalTaxCodes } from './tax-codes.js';

/** The cases as they stand in the registry, and what the API would not take. */
export interface LoadedCases {
  official: ApiClient;
  /** Ids of the registry, with the ids of the file. */
  firms: Map<string, string>;
  requests: { id: string; lines: LoadedLine[] }[];
  leftOut: LeftOut[];
}

export interface LoadedLine {
  /** Ids of the file and of the registry. */
  line: string;
  id: string;
  /** For each operation sent, its number in the file. */
  operations: number[];
  /** The file’s words, in the order they were sent. */
  certificates: string[];
  characteristics: string[];
}

const PASSWORD = 'known to anybody here';

/**
 * Puts the cases into the registry as people would, through the API: suppliers sign up and register, an official checks
 * what is graded as verified, a buyer posts the requests. The clock stands on the day of the cases, or earlier where
 * something must be registered that has run out by then: an expired certificate was new once.
 */
export class CaseLoader {
  private readonly clock: Clock;
  private readonly taxonomy: Taxonomy;
  private readonly anyone: ApiClient;
  private readonly leftOut: LeftOut[] = [];

  constructor(private readonly service: BenchService) {
    this.clock = service.app.get(Clock);
    this.taxonomy = service.app.get<Taxonomy>(TAXONOMY);
    this.anyone = new ApiClient(service.url);
  }

  async load(cases: LabelledCases): Promise<LoadedCases> {
    this.clock.stopAt(cases.asOf);
    const official = await this.official();
    const taxCodes = new Map(
      fictionalTaxCodes(cases.firms.length).map((taxCode, index) => [cases.firms[index]!.id, taxCode]),
    );
    const firms = new Map<string, string>();
    for (const firm of cases.firms) {
      this.clock.stopAt(
        earliest(
          cases.asOf,
          firm.certificates?.map(({ validTo }) => validTo),
        ),
      );
      const id = await this.firm(firm, taxCodes.get(firm.id)!, official);
      if (id !== null) firms.set(id, firm.id);
    }
    const buyer = await this.signUp('buyerSignUp', 'Người mua của các ca kiểm thử', null, 'buyer');
    const requests: LoadedCases['requests'] = [];
    for (const request of cases.requests) {
      this.clock.stopAt(
        earliest(
          cases.asOf,
          request.lines.map(({ requirements }) => requirements.delivery?.to),
        ),
      );
      const loaded = await this.request(request, taxCodes, buyer);
      if (loaded !== null) requests.push(loaded);
    }
    this.clock.stopAt(cases.asOf);
    return { official, firms, requests, leftOut: this.leftOut };
  }

  private async firm(firm: LabelledFirm, taxCode: string, official: ApiClient): Promise<string | null> {
    const client = await this.signUp('supplierSignUp', nameOr(firm.name, firm.id), taxCode, firm.id);
    const grades = [...(firm.capabilities ?? []), ...(firm.certificates ?? [])].map(({ evidence }) => evidence);
    const fileId = grades.some(isProven)
      ? await client.upload('evidence.pdf', `%PDF-1.7\n% ${firm.id}\n%%EOF\n`)
      : null;
    const input = firmInput(firm, fileId, this.taxonomy);
    const gradeOf = new Map([...input.capabilities, ...input.certificates].map((part, at) => [part, grades[at]]));
    const answer = await sendLeavingOut(
      input,
      () => client.mutate<{ firm: RegisteredFirm }>(FIRM_REGISTER, { input }),
      (leftOut) => this.leftOut.push({ where: firm.id, ...leftOut }),
    );
    if (answer === null) return null;
    const { id, capabilities, certificates } = answer.firm;
    for (const [index, capability] of input.capabilities.entries()) {
      const grade = gradeOf.get(capability);
      if (grade === 'verified') await verify(official, 'capability', capabilities[index]!.id, 'grade: VERIFIED');
      if (grade === 'visited') await verify(official, 'capability', capabilities[index]!.id, 'grade: VISITED');
      this.checkGrade(firm.id, grade, ['declared', 'documented', 'verified', 'visited']);
    }
    for (const [index, certificate] of input.certificates.entries()) {
      const grade = gradeOf.get(certificate);
      if (grade === 'verified') await verify(official, 'certificate', certificates[index]!.id, 'decision: ACCEPT');
      this.checkGrade(firm.id, grade, ['declared', 'documented', 'verified']);
    }
    return id;
  }

  /** Higher grades come about in ways nobody can be asked for: they are left at what the file behind them shows. */
  private checkGrade(where: string, given: string | null | undefined, reachable: readonly string[]): void {
    if (!given || reachable.includes(given)) return;
    const message = `Nobody gives the grade “${given}” through the API; it is left as documented.`;
    this.leftOut.push({ where, path: 'evidence', given, code: 'GRADE_OUT_OF_REACH', message });
  }

  private async request(
    request: LabelledRequest,
    taxCodes: ReadonlyMap<string, string>,
    buyer: ApiClient,
  ): Promise<LoadedCases['requests'][number] | null> {
    const input = requestInput(request, taxCodes, this.taxonomy);
    const fileId = new Map(input.lines.map((line, index) => [line, request.lines[index]!.id]));
    const number = new Map(
      input.lines.flatMap(({ operations }) => operations.map((one, at) => [one, at + 1] as const)),
    );
    const answer = await sendLeavingOut(
      input,
      () => {
        this.dropEmptyLines(input.lines, fileId);
        return buyer.mutate<{ request: { id: string; lines: { nodes: { id: string }[] } } }>(REQUEST_CREATE, {
          input,
        });
      },
      (leftOut, path) => {
        const line = path[0] === 'lines' ? input.lines[Number(path[1])] : undefined;
        this.leftOut.push({ where: (line && fileId.get(line)) ?? request.id, ...leftOut });
      },
    );
    if (answer === null || input.lines.length === 0) return null;
    const { id, lines } = answer.request;
    await buyer.done(REQUEST_PUBLISH, { id });
    return {
      id,
      lines: input.lines.map((line, index) => ({
        line: fileId.get(line)!,
        id: lines.nodes[index]!.id,
        operations: line.operations.map((operation) => number.get(operation)!),
        certificates: line.requirements.certificates.map(({ standard }) => standard),
        characteristics: line.requirements.characteristics.map(({ code }) => code),
      })),
    };
  }

  /** Firms are found by operations; a line none of whose operations was understood cannot be posted. */
  private dropEmptyLines(lines: LineInput[], fileId: ReadonlyMap<LineInput, string>): void {
    for (let index = lines.length - 1; index >= 0; index--) {
      const line = lines[index]!;
      if (line.operations.length > 0) continue;
      lines.splice(index, 1);
      const message = 'No operation is left: the line is not posted.';
      this.leftOut.push({ where: fileId.get(line)!, path: '', given: null, code: 'LINE_LEFT_OUT', message });
    }
  }

  private async signUp(mutation: string, name: string, taxCode: string | null, who: string): Promise<ApiClient> {
    const { session } = await this.anyone.done<{ session: { accessToken: string } }>(
      `mutation ($input: SignUpInput!) { result: ${mutation}(input: $input) { session { accessToken } ${ERRORS} } }`,
      {
        input: {
          organisationName: name,
          taxCode,
          countryCode: taxCode === null ? 'JP' : 'VN',
          personName: 'Người Đại Diện',
          email: `${Buffer.from(who).toString('hex')}@cases.example`,
          password: PASSWORD,
        },
      },
    );
    return this.anyone.withToken(session.accessToken);
  }

  private async official(): Promise<ApiClient> {
    const { app } = this.service;
    const email = 'official@cases.example';
    const created = await app
      .get(UnitOfWork)
      .run(system('bench'), () => app.get(OfficialsService).create(email, 'Cán Bộ Kiểm Thử', 'Sở Công Thương'));
    if (created instanceof Refusal) throw new Error(JSON.stringify(created.problems));
    const { session } = await this.anyone.done<{ session: { accessToken: string } }>(
      `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) { session { accessToken } ${ERRORS} } }`,
      { input: { email, password: created.password } },
    );
    const official = this.anyone.withToken(session.accessToken);
    await enrolFactor(official);
    return official;
  }
}

const ERRORS = 'userErrors { code message path }';

interface RegisteredFirm {
  id: string;
  capabilities: { id: string }[];
  certificates: { id: string }[];
}

const FIRM_REGISTER = `mutation ($input: FirmRegistrationInput!) {
  result: firmRegister(input: $input) { firm { id capabilities { id } certificates { id } } ${ERRORS} } }`;
const REQUEST_CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id lines(first: 100) { nodes { id } } } ${ERRORS} } }`;
const REQUEST_PUBLISH = `mutation ($id: ID!) { result: requestPublish(id: $id) { request { id } ${ERRORS} } }`;

async function verify(official: ApiClient, what: 'capability' | 'certificate', id: string, finding: string) {
  await official.done(
    `mutation ($id: ID!) { result: ${what}Verify(id: $id, input: { ${finding} }) { ${what} { id } ${ERRORS} } }`,
    { id },
  );
}

/** The first of these days; ISO days sort as text. */
function earliest(asOf: string, days: (string | null | undefined)[] = []): string {
  return days.reduce<string>((first, day) => (day && day < first ? day : first), asOf);
}
