import type { Scope } from '../policy/scopes.js';

/** The three kinds of organisation; also what row-level security distinguishes. */
export type OrganisationKind = 'SUPPLIER' | 'BUYER' | 'AUTHORITY';

/** An OWNER also decides who else belongs to the organisation; a VIEWER changes nothing of it. From most to least. */
export const MEMBER_ROLES = ['OWNER', 'EDITOR', 'VIEWER'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** What a sign-in has shown of who it is. */
export interface Proof {
  /** The person has a second factor, which this sign-in has shown. */
  hasFactor: boolean;
  /** The person must have one and has none yet. */
  mustEnrol: boolean;
  /** A code, or the password where there is no second factor, was given lately enough for what weighs most. */
  isRecent: boolean;
}

/** What a program has come in with, in the name of a person. */
export interface KeyInUse {
  id: string;
  scopes: readonly Scope[];
}

/** A person signed in, or a program of theirs, acting for one organisation. */
export interface PersonActor {
  kind: OrganisationKind;
  personId: string;
  organisationId: string;
  role: MemberRole;
  /** Of an authority whose remit leaves nothing out; without it an official sees what lies in the remit and no more. */
  isUnbounded?: boolean;
  /** The sign-in that speaks, where one does. */
  sessionId?: string;
  proof?: Proof;
  key?: KeyInUse;
}

/** Ketnoi itself: a job, the command line, or the few steps (sign-in) that come before anyone is known. */
export interface SystemActor {
  kind: 'SYSTEM';
  /** What it does, for the audit trail: "matching.match-line". */
  purpose: string;
}

export interface AnonymousActor {
  kind: 'ANONYMOUS';
}

/** Who is acting. Every unit of work has exactly one, and the database knows it. */
export type Actor = PersonActor | SystemActor | AnonymousActor;

export const ANONYMOUS: AnonymousActor = { kind: 'ANONYMOUS' };
export const system = (purpose: string): SystemActor => ({ kind: 'SYSTEM', purpose });

export function isPerson(actor: Actor): actor is PersonActor {
  return actor.kind === 'SUPPLIER' || actor.kind === 'BUYER' || actor.kind === 'AUTHORITY';
}
