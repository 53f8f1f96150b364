import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface ComposeService {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  volumes?: string[];
  configs?: { source: string; target: string }[];
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  configs: Record<string, { content: string }>;
  volumes: Record<string, unknown>;
}

export const ROOT = join(import.meta.dirname, '..', '..');

export const readText = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** `docker-compose.yml` as Docker would read it, with these variables in the environment. */
export function readCompose(variables: Record<string, string>): ComposeFile {
  const file = parse(readText('docker-compose.yml'), { merge: true }) as ComposeFile;
  return JSON.parse(JSON.stringify(file), (_, value: unknown) =>
    typeof value === 'string' ? interpolate(value, variables) : value,
  ) as ComposeFile;
}

/** Of Docker’s forms the file uses two: `${NAME:?what is missing}` and `${NAME:-instead}`. Any other dollar would mean something else to it. */
function interpolate(text: string, variables: Record<string, string>): string {
  const filled = text
    .replace(/\$\{(\w+):\?([^}]+)\}/g, (_, name: string, missing: string) => {
      if (!variables[name]) throw new Error(`${name}: ${missing}`);
      return variables[name];
    })
    .replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, instead: string) => variables[name] || instead);
  if (filled.includes('$')) throw new Error(`a form of interpolation this reader does not know: ${text}`);
  return filled;
}

/** The statements of a script for psql, its `\getenv` variables filled in and quoted. */
export function statementsOf(script: string, environment: Record<string, string>): string {
  const variables = new Map<string, string>();
  const sql = script.replace(/^\\getenv (\w+) (\w+)$/gm, (_, variable: string, name: string) => {
    if (environment[name] === undefined) throw new Error(`${name} is not in the environment of the database`);
    variables.set(variable, environment[name]);
    return '';
  });
  return sql.replace(/:'(\w+)'/g, (_, variable: string) => `'${variables.get(variable)!.replaceAll("'", "''")}'`);
}
