/** What a command has to say: results to standard output, everything else to standard error. */
export interface Output {
  json: boolean;
  /** One JSON line of the result. Only with `--json`. */
  line(value: object): void;
  /** Text for people. Only without `--json`. */
  print(text: string): void;
  /** For people either way: progress, hints, warnings. */
  note(text: string): void;
}

export function output(json: boolean): Output {
  return {
    json,
    line: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    print: (text) => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** A sentence of what was wrong with how a command was used. Ends with exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The input was refused; the reasons have been printed. Ends with exit code 1. */
export class InputRefused extends Error {
  override name = 'InputRefused';
}
