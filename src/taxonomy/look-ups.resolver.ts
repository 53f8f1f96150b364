import { Inject } from '@nestjs/common';
import { Args, Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { InvalidValues } from '../platform/graphql/invalid-values.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Problems } from '../platform/graphql/problems.js';
import { TEXT } from '../platform/text/text.errors.js';
import { TERM } from './resolve-term.js';
import type { CertificateStandard, Material, Process, Taxonomy, Unit, Vocabulary } from './taxonomy.js';
import {
  AdministrativeUnitModel,
  CertificateStandardModel,
  IndustrialParkModel,
  MaterialModel,
  ProcessModel,
  UnitModel,
} from './taxonomy.models.js';
import { TAXONOMY } from './taxonomy.token.js';

const MOST_WORDS = 100;
const LONGEST_WORD = 100;
const LARGEST_ANSWER = 50;

/** What a look-up in a vocabulary of `T` answers. */
function lookUpType<T>(nodeType: new () => object, name: string) {
  @ObjectType(`${name}LookUp`, { description: `What a word means among the entries of ${name}.` })
  class LookUpModel {
    @Field({ description: 'The word asked about.' })
    word: string;

    @Field(() => [nodeType], { description: 'What it names; several only where the word itself is ambiguous.' })
    exact: T[];

    @Field(() => [nodeType], { description: 'Where it names nothing: the nearest entries, best first.' })
    nearest: T[];
  }
  return LookUpModel;
}

const ProcessLookUp = lookUpType<Process>(ProcessModel, 'Process');
const MaterialLookUp = lookUpType<Material>(MaterialModel, 'Material');
const CertificateStandardLookUp = lookUpType<CertificateStandard>(CertificateStandardModel, 'CertificateStandard');
const UnitOfMeasureLookUp = lookUpType<Unit>(UnitModel, 'UnitOfMeasure');
const IndustrialParkLookUp = lookUpType<unknown>(IndustrialParkModel, 'IndustrialPark');
const AdministrativeUnitLookUp = lookUpType<unknown>(AdministrativeUnitModel, 'AdministrativeUnit');

const WORDS = {
  type: () => [String],
  description: `Codes, labels, synonyms or designations in any language, with or without marks; each of at most ${LONGEST_WORD} characters, and at most ${MOST_WORDS} words in all look-ups of an operation together.`,
};

/** Looking words up: one answer for each, in their order. Open to everyone: the vocabularies are published knowledge. */
@Resolver()
export class LookUpsResolver {
  /** How many words each operation under way has asked about. */
  private readonly asked = new WeakMap<OperationContext, number>();

  constructor(@Inject(TAXONOMY) private readonly taxonomy: Taxonomy) {}

  @Query(() => [ProcessLookUp], { description: 'Which process each word names.' })
  processLookUp(@Args('words', WORDS) words: string[], @Context() context: OperationContext) {
    return this.lookUp(this.taxonomy.processes, words, context);
  }

  @Query(() => [MaterialLookUp], { description: 'Which material each word names.' })
  materialLookUp(@Args('words', WORDS) words: string[], @Context() context: OperationContext) {
    return this.lookUp(this.taxonomy.materials, words, context);
  }

  @Query(() => [CertificateStandardLookUp], { description: 'Which standard each word names.' })
  certificateStandardLookUp(@Args('words', WORDS) words: string[], @Context() context: OperationContext) {
    return this.lookUp(this.taxonomy.certificateStandards, words, context);
  }

  @Query(() => [UnitOfMeasureLookUp], { description: 'Which unit each word names.' })
  unitOfMeasureLookUp(@Args('words', WORDS) words: string[], @Context() context: OperationContext) {
    return this.lookUp(this.taxonomy.units, words, context);
  }

  @Query(() => [IndustrialParkLookUp], { description: 'Which industrial park each word names.' })
  industrialParkLookUp(@Args('words', WORDS) words: string[], @Context() context: OperationContext) {
    return this.lookUp(this.taxonomy.industrialParks, words, context);
  }

  @Query(() => [AdministrativeUnitLookUp], {
    description: 'Which province or ward each word names; often several.',
  })
  administrativeUnitLookUp(@Args('words', WORDS) words: string[], @Context() context: OperationContext) {
    return this.lookUp(this.taxonomy.administrativeUnits, words, context);
  }

  /** A word that names nothing takes milliseconds to compare with all there is, so others come in between. */
  private async lookUp<T extends { code: string }>(
    vocabulary: Vocabulary<T>,
    words: string[],
    context: OperationContext,
  ): Promise<{ word: string; exact: T[]; nearest: T[] }[]> {
    this.check(words, context);
    const answers = [];
    for (const word of words) {
      await othersFirst();
      const { exact, nearest } = vocabulary.lookUp(word);
      answers.push({ word, exact: exact.slice(0, LARGEST_ANSWER), nearest: nearest() });
    }
    return answers;
  }

  private check(words: string[], context: OperationContext): void {
    const problems = new Problems();
    const count = (this.asked.get(context) ?? 0) + words.length;
    this.asked.set(context, count);
    if (count > MOST_WORDS) problems.add(TERM.TOO_MANY, ['words'], { count, limit: MOST_WORDS });
    else {
      for (const [index, { length }] of words.entries()) {
        if (length > LONGEST_WORD) problems.add(TEXT.TEXT_TOO_LONG, ['words', index], { length, max: LONGEST_WORD });
      }
    }
    if (problems.any) throw new InvalidValues(problems.refusal().problems);
  }
}
