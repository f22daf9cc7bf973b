/** What the server tells a page, and what a page may ask. Times are milliseconds since 1970, UTC. */
import type { Band, Ground, Indicator, Language, Reading, Severity, Text } from '../wall/messages';

export type { Band, Ground, Indicator, Language, Reading, Severity, Text };

export interface Person {
  name: string;
  role: 'administrator' | 'operator' | 'leader' | 'engineer' | 'kiosk';
  answers: boolean;
  administers: boolean;
  engineers: boolean;
  /** Whether nothing of the city is outside their scope. */
  everything: boolean;
}

export interface Area {
  code: string;
  kind: string;
  name: Text;
}

export interface Frame {
  page: 'console' | 'area' | 'device' | 'briefing' | 'screens' | 'devices' | 'audit' | 'rejected' | 'pipeline' | 'sessions' | 'layouts' | 'account' | 'rules';
  lang: Language;
  ground: Ground;
  now: number;
  zone: string;
  home: string;
  user: Person;
  indicators: Indicator[];
  sectors: { id: string; name: Text }[];
  areas: Area[];
  content: Record<string, unknown>;
  /** Critical alarms that call whoever answers alarms, the newest first. */
  calls: Alarm[];
}

export interface Alarm {
  id: string;
  severity: Severity;
  state: 'active' | 'acknowledged' | 'cleared' | 'closed';
  sector: string;
  area: string;
  name: Text;
  message: Text;
  where: Text;
  response: Text;
  entity: string;
  device: boolean;
  since: number;
  by: string | null;
  byAt: number | null;
  assigned: string | null;
  drill?: boolean;
  clearedAt?: number | null;
  closedAt?: number | null;
  events?: { at: number; actor: string; action: string; comment: string }[];
  refused?: string;
  /** Why it calls nobody for a while. */
  aside?: { kind: 'shelved' | 'suppressed'; owner: string; until: number | null; reason: string };
  /** Devices that nothing is known of because of it. */
  children: number;
  escalation: number;
  chattering: boolean;
  /** The alarm under which it was folded. */
  cause?: string | null;
  procedure?: Text[];
}

/** Alarms of one place, one cause and one time. */
export interface Situation {
  id: string;
  kind: 'rule' | 'place';
  name: Text;
  since: number;
  members: string[];
}

/** Alarms that people deal with as one. */
export interface Incident {
  id: number;
  title: string;
  owner: string | null;
  since: number;
  by: string;
  closedAt: number | null;
  closedBy: string | null;
  /** Whether who looks may decide about it. */
  mine: boolean;
  /** Of its alarms those that they see, and how many they do not. */
  members: string[];
  hidden: number;
}

/** How much alarms ask of a desk, and what they may. */
export interface Load {
  last10Min: number;
  limit10Min: number;
  lastHour: number;
  limitHour: number;
  perHour: number;
  limitPerHour: number;
  standing: number;
  stale: number;
  floodShare: number;
  floodSince: number | null;
  verdict: 'calm' | 'busy' | 'overload' | 'flood';
}

export interface Loads {
  own: Load;
  sectors: (Load & { sector: string })[];
  actors: { entity: string; device: boolean; times: number; inAMinute: number; name: Text; where: Text }[];
}

export interface Line {
  of: string;
  from: number;
  to: number;
  stepMs: number;
  /** time, value, and of a device least and greatest where readings are drawn together */
  points: (number | null)[][];
  alarms: { id: string; severity: Severity; from: number; to: number | null }[];
  refused?: string;
}

export interface Hit {
  kind: 'area' | 'alarm' | 'indicator' | 'rule' | 'device';
  id: string;
  to: string;
  name: Text;
  about: Text;
}

/** Asks the server; a page whose connection is gone gets null. */
export type Ask = <T>(question: string, about?: Record<string, unknown>) => Promise<T | null>;

/** What every piece of a page is given. */
export interface Setting {
  frame: Frame;
  language: Language;
  now: number;
  ask: Ask;
}
