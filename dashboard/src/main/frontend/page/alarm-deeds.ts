import type { ReactiveControllerHost } from 'lit';
import type { Deed } from './deed-dialog';
import { deskTexts } from './desk-texts';
import { incidentTexts } from './incident-texts';
import type { Setting } from './messages';
import { pageTexts } from './texts';

const NOTICE_MS = 6_000;

/** Where deeds are done. */
export interface Desk extends ReactiveControllerHost {
  readonly setting: Setting;
  /** What a deed is done to: those that are marked, else the one that is looked at. */
  targets(): string[];
  /** Asks what a deed needs to be known; it goes on with {@link AlarmDeeds.act}. */
  ask(deed: Deed): void;
  /** Something was done, and marks have served. */
  done(): void;
  /** What is looked at may be otherwise now. */
  changed(): void;
}

/** What operators do to alarms, and the notice of what came of it, which stands for a while. */
export class AlarmDeeds {
  notice = '';
  /** What the deed that is asked about is done to. */
  asked: string[] = [];
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly desk: Desk) {}

  begin(deed: Deed, targets = this.desk.targets()) {
    this.asked = targets;
    if (targets.length === 0 || !this.desk.setting.frame.user.answers) {
      return;
    }
    if (deed === 'acknowledge' || deed === 'unshelve') {
      void this.act(deed, targets, {});
    } else {
      this.desk.ask(deed);
    }
  }

  async act(deed: Deed | 'step', ids: string[], about: Record<string, unknown>) {
    const { language, ask } = this.desk.setting;
    const text = pageTexts(language);
    const words: Record<string, (count: number) => string> = { ...text.results, ...deskTexts(language).results };
    const results = await ask<Record<string, string>>(deed, { ids, ...about });
    const counts = new Map<string, number>();
    for (const id of ids) {
      const result = results?.[id] ?? 'unavailable';
      counts.set(result, (counts.get(result) ?? 0) + 1);
    }
    this.say([...counts].map(([result, count]) => (words[result] ?? words.unavailable)(count)).join(' · '));
    if (deed !== 'step') {
      this.desk.done();
    }
    this.desk.changed();
  }

  /** What became of grouping. */
  grouped(result: string) {
    const words = incidentTexts(this.desk.setting.language).results;
    this.say(words[result] ?? words.unavailable);
    if (result === 'done') {
      this.desk.done();
    }
  }

  private say(words: string) {
    this.notice = words;
    this.desk.requestUpdate();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.notice = '';
      this.desk.requestUpdate();
    }, NOTICE_MS);
  }
}
