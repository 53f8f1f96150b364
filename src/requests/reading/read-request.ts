import { setImmediate as othersFirst } from 'node:timers/promises';
import { readVietnameseTaxCode } from '../../identity/vietnamese-tax-code.js';
import { cleanText } from '../../platform/text/clean-text.js';
import type { Operation } from '../../criteria/process/shape.js';
import type { LineContent, RequestContent } from '../line-content.js';
import { REQUEST_INPUT } from '../requests.errors.js';
import type { ComponentRequestInput, RequestLineInput, RequestOperationInput } from '../requests.inputs.js';
import { REQUEST_LIMITS } from './limits.js';
import { isWithin, readWord } from '../../taxonomy/read-terms.js';
import { readRequirements } from './read-requirements.js';
import { readHsCode } from './read-hs-code.js';
import type { Path, Reading } from '../../criteria/reading.js';

/**
 * Reads a component request as the API's input takes it: words become codes, measures millimetres and kilograms, and
 * everything that is wrong is in `problems`, each with its place. With problems the result must not be used. What is
 * missing for publishing is another question (`missingToPublish`). Pure: a file is read by the same rules. Others come in
 * between the lines, of which there may be hundreds.
 */
export async function readRequest(
  input: ComponentRequestInput,
  reading: Reading,
  path: Path = ['input'],
): Promise<RequestContent> {
  return {
    ...readTexts(input, path, reading),
    excludedTaxCodes: readTaxCodes(input.excludedTaxCodes ?? [], [...path, 'excludedTaxCodes'], reading),
    lines: await readLines(input.lines ?? [], [...path, 'lines'], reading),
  };
}

interface Texts {
  title?: string | null;
  description?: string | null;
}

function readTexts({ title, description }: Texts, path: Path, { problems }: Reading) {
  const { titleLength, descriptionLength } = REQUEST_LIMITS;
  return {
    title: cleanText(title, [...path, 'title'], problems, { max: titleLength }),
    description: cleanText(description, [...path, 'description'], problems, {
      max: descriptionLength,
      multiline: true,
    }),
  };
}

async function readLines(
  inputs: readonly RequestLineInput[],
  path: Path,
  reading: Reading,
): Promise<RequestContent['lines']> {
  if (!isWithin(REQUEST_LIMITS.lines, inputs.length, path, reading)) return [];
  const lines: RequestContent['lines'] = [];
  for (const [index, input] of inputs.entries()) {
    await othersFirst();
    lines.push({ id: input.id ?? null, ...readLine(input, [...path, index], reading) });
  }
  return lines;
}

function readLine(input: RequestLineInput, path: Path, reading: Reading): LineContent {
  const readNumber = (name: 'partNumber' | 'drawingNumber'): string | null =>
    cleanText(input[name], [...path, name], reading.problems, { max: REQUEST_LIMITS.numberLength });
  return {
    ...readTexts(input, path, reading),
    partNumber: readNumber('partNumber'),
    drawingNumber: readNumber('drawingNumber'),
    hsCode: readHsCode(input.hsCode, [...path, 'hsCode'], reading),
    operations: readOperations(input.operations ?? [], [...path, 'operations'], reading),
    ...readRequirements(input.requirements, [...path, 'requirements'], reading),
  };
}

function readOperations(inputs: readonly RequestOperationInput[], path: Path, reading: Reading): Operation[] {
  if (!isWithin(REQUEST_LIMITS.operations, inputs.length, path, reading)) return [];
  return inputs.flatMap(({ process, ownOnly }, index) => {
    const code = readWord(reading.taxonomy.processes, process, [...path, index, 'process'], reading);
    return code === null ? [] : [{ process: code, ownOnly: ownOnly ?? false }];
  });
}

/** What firms from abroad have: letters, or another number of digits than a Vietnamese code. */
const FOREIGN_TAX_CODE = /^(?!\d{10}(\d{3})?$)[A-Z0-9][A-Z0-9-]{3,18}[A-Z0-9]$/;

/** Whether a firm with such a code is there is not asked: leaving somebody out who never comes does no harm. */
function readTaxCodes(texts: readonly string[], path: Path, reading: Reading): string[] {
  if (!isWithin(REQUEST_LIMITS.excludedTaxCodes, texts.length, path, reading)) return [];
  const codes = texts.flatMap((text, index) => {
    const vietnamese = readVietnameseTaxCode(text);
    if (vietnamese.isValid) return [vietnamese.taxCode];
    const taxCode = text.trim().toUpperCase();
    if (FOREIGN_TAX_CODE.test(taxCode)) return [taxCode];
    const shown = text.slice(0, 40);
    reading.problems.add(REQUEST_INPUT.EXCLUDED_TAX_CODE_INVALID, [...path, index], { taxCode: shown });
    return [];
  });
  return [...new Set(codes)];
}
