import type { Client } from 'pg';

/** Words that people have said or were told, which nobody comes upon by chance: no ids, no codes, no dates. */
export class WhatWasSaid {
  readonly words = new Set<string>();
  /** Of those, what opens a door: passwords, tokens, codes. */
  readonly secrets = new Set<string>();

  hear(value: unknown, name = ''): void {
    if (typeof value === 'string') this.hearWord(value, name);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) this.hear(one, Array.isArray(value) ? name : key);
    }
  }

  /** Everybody there is, with their organisations and from where they came. */
  async hearOfEverybody(superuser: Client): Promise<void> {
    const { rows } = await superuser.query<{ word: string }>(
      `SELECT unnest(ARRAY[name, email::text]) AS word FROM person UNION
       SELECT unnest(ARRAY[name, tax_code]) FROM organisation UNION
       SELECT unnest(ARRAY[client, address]) FROM session UNION
       SELECT email::text FROM invitation UNION SELECT new_email::text FROM email_change`,
    );
    for (const { word } of rows) if (word && word.length > 5) this.words.add(word);
  }

  private hearWord(word: string, name: string): void {
    const isSecret = /password|token|secret|^code$|recoveryCodes/i.test(name);
    if (isSecret && word.length > 5) this.secrets.add(word);
    if (isSecret || (!IS_REFERENCE.test(word) && SAYS_SOMETHING.test(word))) this.words.add(word);
  }
}

const IS_REFERENCE = /^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[A-Z_]+|\d{4}-\d\d-\d\d(T.*)?)$/;
/** Vietnamese, several words, an address, a tax code or a telephone number, or as long as a token. */
const SAYS_SOMETHING = /[^\x20-\x7e]|\w \w|@|\d{9}|\S{30}/;
