import type { MemberRole, OrganisationKind } from '../database/actor.js';
import type { KeyRoom } from './scopes.js';

/** Whoever may come to the API. Ketnoi’s own work has no need of it. */
export type Caller = OrganisationKind | 'ANONYMOUS';

export const signedIn: readonly Caller[] = ['SUPPLIER', 'BUYER', 'AUTHORITY'];
export const anyone: readonly Caller[] = ['ANONYMOUS', ...signedIn];
export const suppliers: readonly Caller[] = ['SUPPLIER'];
export const buyers: readonly Caller[] = ['BUYER'];
export const officials: readonly Caller[] = ['AUTHORITY'];

/** Who may call a query, a mutation or a subscription. */
export interface OperationRule {
  readonly to: readonly Caller[];
  /**
   * What each id among the arguments is the id of, by the path to it: `id`, `input.siteId`. `Node`: of
   * anything; `Mark`: of what rows are marked with, and no row of its own.
   */
  readonly ids: Readonly<Record<string, string>>;
  /**
   * What a member must at least be: where nothing is said, an editor for a mutation, and whoever it is for what only reads. `VIEWER`:
   * what people do to their own account.
   */
  readonly role?: MemberRole;
  /** Open, too, to somebody who must have a second factor and has none yet: what it takes to get one, and to go. */
  readonly beforeEnrolling: boolean;
  /** Only for a sign-in that has proved lately that it is the person. */
  readonly needsProof: boolean;
  /** Whether a key with the room’s scope may call it. */
  readonly isForKeys: boolean;
}

/** Who is told some fields of a type, among those who see the object at all: which these are, the tables say. */
export interface FieldRule {
  readonly to: readonly Caller[];
  /** Null: all there are, of a value that is told whole. */
  readonly fields: readonly string[] | null;
}

/**
 * Who may do what at the door of a room: one row for each operation of the API and each field of its objects, those of
 * payloads, connections and errors apart, which are told to whoever may call what answers with them. What is not in it, nobody
 * may; and a schema with something that is not in it cannot be built.
 */
export interface RoomPolicy {
  /** The scopes of API keys that open the room; without it no key calls its operations, but for queries that are for anyone. */
  readonly keys?: KeyRoom;
  readonly operations: Readonly<Record<string, OperationRule>>;
  /** By the name of a type; or of an interface, for the values that implement it and are in no row of their own. */
  readonly fields: Readonly<Record<string, readonly FieldRule[]>>;
}

export const allow = (to: readonly Caller[], ids: Record<string, string> = {}, role?: MemberRole): OperationRule => ({
  to,
  ids,
  role,
  beforeEnrolling: false,
  needsProof: false,
  isForKeys: true,
});

export const beforeEnrolling = (rule: OperationRule): OperationRule => ({ ...rule, beforeEnrolling: true });

export const onlyProven = (rule: OperationRule): OperationRule => ({ ...rule, needsProof: true });

/** Where one scope would open more than it says. */
export const notForKeys = (rule: OperationRule): OperationRule => ({ ...rule, isForKeys: false });

/** The fields by their names, with spaces between them. */
export const tell = (to: readonly Caller[], fields: string): FieldRule => ({ to, fields: fields.split(/\s+/) });

/** A value that means nothing in parts: a requirement with its level, what a verdict states. */
export const tellWhole = (to: readonly Caller[]): FieldRule => ({ to, fields: null });
