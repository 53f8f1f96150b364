import type { PersonActor } from '../database/actor.js';
import type { ActorKind } from '../database/roles.js';
import { FORMATS, type FormatName } from './formats/formats.js';

/** What files may be sent for: by whom, of which kinds and how large. A room that needs files adds its purpose here. */
interface FilePurposeRules {
  senders: readonly ActorKind[];
  formats: readonly FormatName[];
  mostBytes: number;
  /** Handed out, and led to, only by a sign-in that has proved lately that it is the person. */
  onlyProven?: true;
}

const MB = 1024 * 1024;

export const FILE_PURPOSES = {
  CERTIFICATE_EVIDENCE: { senders: ['SUPPLIER'], formats: ['PDF', 'PNG', 'JPEG'], mostBytes: 5 * MB },
  DRAWING: {
    senders: ['BUYER'],
    formats: ['PDF', 'PNG', 'JPEG', 'STEP', 'IGES', 'DXF', 'DWG'],
    mostBytes: 50 * MB,
    onlyProven: true,
  },
  /** Made by Ketnoi, for one person alone. */
  PERSONAL_DATA: { senders: [], formats: [], mostBytes: 2048 * MB },
  /** Proves which firm a tax code is the code of. */
  REGISTRATION_CERTIFICATE: { senders: ['SUPPLIER'], formats: ['PDF', 'PNG', 'JPEG'], mostBytes: 5 * MB },
  SPECIFICATION: { senders: ['BUYER'], formats: ['PDF', 'CSV', 'XLSX'], mostBytes: 20 * MB },
} as const satisfies Record<string, FilePurposeRules>;

export type FilePurpose = keyof typeof FILE_PURPOSES;

export const rulesOf = (purpose: FilePurpose): FilePurposeRules => FILE_PURPOSES[purpose];

/** Whether such a file needs a proof that whoever acts has not given lately. */
export const lacksProof = (purpose: FilePurpose, { proof }: PersonActor): boolean =>
  rulesOf(purpose).onlyProven === true && !proof?.isRecent;

/** Its formats as people call them, and how large a file may be. */
export function allowanceInWords(purpose: FilePurpose): string {
  const { formats, mostBytes } = rulesOf(purpose);
  return `${formats.join(', ')}, at most ${mostBytes / MB} MB`;
}

export const formatsOf = (purpose: FilePurpose) => rulesOf(purpose).formats.map((name) => FORMATS[name]);

/** Of an organisation, together with the slots that are still open. */
export const MOST_FILES = 200;
export const MOST_BYTES = 1024 * MB;

/** How long a slot waits for its file. */
export const SLOT_MINUTES = 15;
/** How long a file that nothing refers to is kept. */
export const GRACE_HOURS = 24;
/** How long a link to a file leads there. */
export const LINK_MINUTES = 5;
