/** What the server tells the wall. Times are milliseconds since 1970, UTC. */

export type Language = 'vi' | 'en';
export type Ground = 'dark' | 'light';
export type Text = Record<Language, string>;
export type Level = 'normal' | 'watch' | 'warning' | 'critical';
export type Severity = 'low' | 'medium' | 'high' | 'critical';

export interface Band {
  from: number;
  to: number | null;
  level: Level;
  name: Text;
  color: string;
}

export interface Indicator {
  id: string;
  sector: string;
  name: Text;
  unit: Text;
  precision: number;
  formula: Text;
  bands: Band[];
  target: number | null;
  staleAfterMs: number;
  wall: boolean;
}

export interface Cell {
  code: string;
  name: Text;
  kind: string;
  tiles: string;
  schematic: string;
  outline?: string;
  tileCentre: [number, number];
}

export type ViewId = 'tiles' | 'schematic' | 'outline';

export interface CityMap {
  views: { id: ViewId; viewBox: string }[];
  view: ViewId;
  cells: Cell[];
  insets?: { view: ViewId; path: string; label: Text }[];
}

/** One page of the wall's layout. What is empty, the screen itself chooses. */
export interface WallPage {
  layout: string;
  number: number;
  of: number;
  dwell: number;
  ground: Ground | '';
  view: ViewId | '';
  chosen: string;
  /** The area that the tiles are of. */
  home: string;
  city: Text;
  tiles: string[];
}

export interface Configuration {
  lang: Language;
  ground: Ground;
  now: number;
  screen: string;
  user: { name: string; mayAcknowledge: boolean; kiosk?: boolean };
  page: WallPage;
  indicators: Indicator[];
  sectors: { id: string; name: Text }[];
  map: CityMap;
  zone?: string;
}

export interface Reading {
  value: number | null;
  at: number | null;
  expected: number;
  reporting: number;
  quality: null | 'provisional' | 'insufficient';
}

export type Trend = [number, number][];

export interface Alert {
  id: string;
  severity: Severity;
  state: 'active' | 'acknowledged' | 'cleared';
  name: Text;
  message: Text;
  where: Text;
  /** The area alone. */
  place: Text;
  entity: string;
  since: number;
  by: string | null;
  response: Text;
  /** Raised in the drill that runs, not in the city. */
  drill?: boolean;
}

/** What is rehearsed while its figures are shown instead of the city's. */
export interface Drill {
  id: string;
  name: Text;
  started: number;
  ends: number;
}

export interface Alerts {
  open: number;
  /** Of those, raised in the drill that runs. */
  rehearsed?: number;
  /** Open besides, and calling nobody for a while. */
  shelved?: number;
  suppressed?: number;
  bySeverity: Record<Severity, number>;
  rows: Alert[];
}

/** How much alarms ask of whoever answers them, against EEMUA 191 and ISA-18.2. */
export interface AlarmLoad {
  verdict: 'calm' | 'busy' | 'overload' | 'flood';
  last10Min: number;
  limit10Min: number;
  lastHour: number;
  limitHour: number;
}

export interface Update {
  now?: number;
  tiles?: Record<string, Reading>;
  trends?: Record<string, Trend>;
  chosen?: string;
  wards?: Record<string, Reading>;
  alerts?: Alerts;
  load?: AlarmLoad;
  newestData?: number;
  /** Null: the drill is over. Either way all figures come anew. */
  drill?: Drill | null;
  /** The wall turns; all figures come with it. */
  page?: WallPage;
  /** Critical alarms that are called out, the newest first. */
  calls?: Alert[];
}

/** What the wall may ask of the server. */
export interface WallServer {
  choose(indicatorId: string): void;
  view(viewId: string): void;
  acknowledge(alertId: string, comment: string): Promise<string>;
  passport(indicatorId: string, area: string): Promise<unknown>;
  language(language: Language): void;
  ground(ground: Ground): void;
  signOut(): void;
}
