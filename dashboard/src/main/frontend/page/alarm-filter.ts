import type { Alarm } from './messages';
import { folded } from './words';

/** Which alarms are shown; empty lists: all that are open. */
export interface Filter {
  severities: string[];
  states: string[];
  sector: string;
  area: string;
  words: string;
  mine: boolean;
  /** Whether situations are folded; null: in a flood only. */
  fold: boolean | null;
}

export const NO_FILTER: Filter = { severities: [], states: [], sector: '', area: '', words: '', mine: false, fold: null };

const list = (text: string | null) => (text ? text.split(',').filter(Boolean) : []);

/** Between a filter and the address, so that a filtered desk can be kept and passed on. */
export const Filter = {
  from: (asked: URLSearchParams): Filter => ({
    severities: list(asked.get('severity')),
    states: list(asked.get('state')),
    sector: asked.get('sector') ?? '',
    area: asked.get('area') ?? '',
    words: asked.get('q') ?? '',
    mine: asked.get('mine') === '1',
    fold: asked.has('fold') ? asked.get('fold') === '1' : null,
  }),
  to: (filter: Filter): URLSearchParams => {
    const asked = new URLSearchParams();
    const values: [string, string][] = [
      ['severity', filter.severities.join(',')], ['state', filter.states.join(',')], ['sector', filter.sector],
      ['area', filter.area], ['q', filter.words], ['mine', filter.mine ? '1' : ''],
      ['fold', filter.fold === null ? '' : filter.fold ? '1' : '0'],
    ];
    values.filter(([, value]) => value).forEach(([name, value]) => asked.set(name, value));
    return asked;
  },
};

export function passes(alarm: Alarm, filter: Filter, me: string): boolean {
  const words = folded(filter.words).split(/\s+/).filter(Boolean);
  const text = words.length > 0 ? folded(textOf(alarm)) : '';
  return (
    (filter.severities.length === 0 || filter.severities.includes(alarm.severity)) &&
    (filter.states.length === 0 ? alarm.state !== 'closed' && !alarm.aside : filter.states.includes(stateOf(alarm))) &&
    (!filter.sector || alarm.sector === filter.sector) &&
    (!filter.area || filter.area === 'city' || alarm.area === filter.area) &&
    (!filter.mine || (alarm.assigned ?? alarm.by) === me) &&
    words.every((word) => text.includes(word))
  );
}

/** Where it is in its life; what is aside is that before anything else (ISA-18.2). */
export const stateOf = ({ state, aside }: Alarm) => (state === 'closed' ? state : aside?.kind ?? state);

export const toggled = (values: string[], value: string) =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];

const textOf = ({ name, message, where, entity, by, assigned }: Alarm) =>
  [name.vi, name.en, message.vi, message.en, where.vi, where.en, entity, by, assigned].join(' ');
